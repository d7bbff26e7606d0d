/// Makes reports of a pipeline's log: a fold, so that the same entries give the same report for ever.
///
/// A stretch is reported when it is over in stream time and either the stated share of its answers has a label or the
/// horizon has passed since its end: that is its revision 1. Each later entry that changes its figures (a late label, a
/// correction, a retraction, a label where silence was one) makes the next revision; earlier ones stay as they were.
/// Memory is about 150 bytes an event.
package struct PerformanceLedger: Sendable {
    private let every: Int64
    private let keepsRevisions: Bool
    private let isShare: Bool
    private var rule = (horizon: TimeSpan.days(7), complete: 0.95)
    private var clock = Timestamp(rawValue: 0)
    private var sequence: Int64 = 0
    private var events: [Int64: PerformanceStanding] = [:]
    private var tallies: [Int64: PerformanceTally] = [:]
    /// Stretches that were not reported yet, oldest first.
    private var open: [Int64] = []
    private var touched: [Int64] = []
    /// Which stretches were over, and beyond the horizon, when the open ones were looked at last.
    private var looked: (over: Int64, expired: Int64) = (.min, .min)

    /// - Parameters:
    ///   - every: The length of a stretch.
    ///   - keepsRevisions: Whether all revisions are kept, not the newest two alone.
    ///   - isShare: Whether each score is 0 or 1.
    package init(every: TimeSpan, keepsRevisions: Bool, isShare: Bool) {
        self.isShare = isShare
        self.every = every.milliseconds
        self.keepsRevisions = keepsRevisions
    }

    /// Lets time go on: stream time is the newest moment that an entry brought.
    ///
    /// It is told before what else the entry says.
    ///
    /// - Complexity: O(1), and the open stretches where one of them is over with it.
    package mutating func advance(to time: Timestamp, entry: Int64) {
        begin(entry)
        clock = max(clock, time)
    }

    /// Takes what a log entry says in; several of one entry come by rank.
    ///
    /// - Complexity: O(1), and the open stretches where one of them is over with the entry before.
    package mutating func fold(_ entry: PerformanceEntry) {
        begin(entry.sequence)
        switch entry.kind {
        case .rule(let horizon, let complete):
            rule = (horizon, complete)
            looked = (.min, .min)
        case .prediction(let event, let time, let isAudited): expect(event, at: time, isAudited: isAudited)
        case .label(let event, let score): change(event) { $0.label = score }
        case .implied(let event, let score): change(event) { $0.silence = score }
        case .retraction(let event): change(event) { $0.label = nil }
        }
    }

    private mutating func begin(_ entry: Int64) {
        guard entry != sequence else { return }
        settle()
        sequence = entry
    }

    /// The stretches as they stand after what was folded, oldest first.
    package mutating func stretches() -> [PerformanceStretch] {
        settle()
        return tallies.keys.sorted().compactMap { index in
            tallies[index].map { tally in
                PerformanceStretch(
                    from: Timestamp(rawValue: index * every), to: Timestamp(rawValue: (index + 1) * every),
                    predictions: tally.predictions, labels: tally.labels, implied: tally.implied, first: tally.first,
                    previous: tally.previous, current: tally.current, revisions: tally.revisions,
                    audit: tally.audit(isShare: isShare))
            }
        }
    }

    private mutating func expect(_ event: Int64, at time: Timestamp, isAudited: Bool) {
        guard events[event] == nil else { return }
        let index = Self.floor(time.rawValue, every)
        events[event] = PerformanceStanding(stretch: index, isAudited: isAudited)
        if tallies[index] == nil {
            let place = open.lastIndex { $0 < index }.map { $0 + 1 } ?? 0
            open.insert(index, at: place)
        }
        tallies[index, default: PerformanceTally()].expect(isAudited: isAudited)
        touch(index)
    }

    private mutating func change(_ event: Int64, _ body: (inout PerformanceStanding) -> Void) {
        guard var standing = events[event] else { return }
        tallies[standing.stretch]?.count(standing, sign: -1)
        body(&standing)
        tallies[standing.stretch]?.count(standing, sign: 1)
        events[event] = standing
        touch(standing.stretch)
    }

    private mutating func touch(_ index: Int64) {
        if touched.last != index { touched.append(index) }
    }

    /// Reports what the newest log entry made ready or changed.
    private mutating func settle() {
        let now = (
            over: Self.floor(clock.rawValue, every), expired: Self.floor((clock - rule.horizon).rawValue, every)
        )
        let changed = touched.count > 1 ? Array(Set(touched)).sorted() : touched
        touched.removeAll(keepingCapacity: true)
        var ready: [Int64] = []
        if now != looked {
            looked = now
            ready = open.filter { isReady($0, now) }
        } else {
            ready = changed.filter { tallies[$0]?.current == nil && isReady($0, now) }
        }
        for index in changed where tallies[index]?.current != nil { report(index) }
        for index in ready {
            report(index)
            open.removeAll { $0 == index }
        }
    }

    private mutating func report(_ index: Int64) {
        tallies[index]?.report(entry: sequence, at: clock, keepingAll: keepsRevisions)
    }

    private func isReady(_ index: Int64, _ now: (over: Int64, expired: Int64)) -> Bool {
        guard index < now.over, let tally = tallies[index] else { return false }
        return index < now.expired || Double(tally.arrived) >= rule.complete * Double(tally.predictions)
    }

    private static func floor(_ number: Int64, _ divisor: Int64) -> Int64 {
        let quotient = number / divisor
        return number % divisor < 0 ? quotient - 1 : quotient
    }
}
