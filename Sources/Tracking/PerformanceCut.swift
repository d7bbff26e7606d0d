import Domain

/// How much of the log a report is made of.
struct PerformanceCut {
    struct Moment {
        var sequence: Int64
        var time: Timestamp
    }

    /// Those of the part that is looked at, in the order of the log.
    let moments: [Moment]
    /// The newest log entry that is looked at.
    let sequence: Int64
    /// Stream time there.
    let clock: Timestamp

    /// Ends before the first entry that is later than what the query names.
    ///
    /// - Parameters:
    ///   - moments: All there are, in the order of the log; one entry may bring several.
    ///   - query: Says where.
    init(moments: [Moment], query: PerformanceQuery) {
        var (clock, sequence, count) = (Timestamp(rawValue: 0), Int64(0), 0)
        while count < moments.count {
            let entry = moments[count].sequence
            var (next, last) = (clock, count)
            while last < moments.count, moments[last].sequence == entry {
                next = max(next, moments[last].time)
                last += 1
            }
            if let throughEntry = query.throughEntry, entry > throughEntry { break }
            if let knownAt = query.knownAt, next > knownAt { break }
            (clock, sequence, count) = (next, entry, last)
        }
        self.moments = Array(moments.prefix(count))
        self.sequence = sequence
        self.clock = clock
    }
}
