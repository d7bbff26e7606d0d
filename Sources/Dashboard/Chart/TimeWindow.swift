import Domain

/// The stretch of stream time that a chart shows: it covers the points and moves in jumps.
///
/// A new point then changes the chart at its own column only, until the free room at the right is used up: a picture that
/// slid a little with each point would never be at rest, and would be sent anew each time.
struct TimeWindow: Hashable, Sendable {
    let start: Timestamp
    let end: Timestamp

    /// - Precondition: `last` is not before `first`.
    init(covering first: Timestamp, _ last: Timestamp) {
        // Lengths grow in sixteenths, so that at most as much stays free.
        var length = 1_000.0
        let needed = Double(max(1, last.rawValue - first.rawValue))
        while length < needed { length *= 17.0 / 16 }
        let jump = Int64(length / 16) + 1
        let place = first.rawValue / jump - (first.rawValue % jump < 0 ? 1 : 0)
        start = Timestamp(rawValue: place * jump)
        let room = Int64(length) + 1
        let missing = max(0, last.rawValue - start.rawValue - room)
        end = Timestamp(rawValue: start.rawValue + room + (missing + jump - 1) / jump * jump)
    }

    /// The column of `columns` at which a moment lies; one outside is at the nearer end.
    func column(of time: Timestamp, of columns: Int) -> Int {
        let share = Double(time.rawValue - start.rawValue) / Double(end.rawValue - start.rawValue)
        return min(columns - 1, max(0, (share * Double(columns - 1)).rounded().wholeNumber))
    }

    /// The moment at `part` of `parts`.
    func time(at part: Int, of parts: Int) -> Timestamp {
        Timestamp(rawValue: start.rawValue + (end.rawValue - start.rawValue) / Int64(parts) * Int64(part))
    }
}
