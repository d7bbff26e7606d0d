import Domain

/// How many rows may be read now: turns wall time that passed into rows, or into stream time.
struct Pace: Sendable {
    private let speed: SourceDefinition.Speed
    private var rowCredit = 0.0
    private var streamLimit: Timestamp?
    private var last: UInt64?

    /// What may be read now.
    struct Allowance: Sendable {
        var rows: Int
        var until: Timestamp?
    }

    init(speed: SourceDefinition.Speed) {
        self.speed = speed
    }

    /// Rows a second of wall time where that is how the speed is set.
    var rowsPerSecond: Double? {
        if case .rowsPerSecond(let rate) = speed { rate } else { nil }
    }

    /// What may be read `now` nanoseconds after some moment, at `factor` times the set speed and at most `cap` rows a second.
    mutating func allowance(now: UInt64, factor: Double, cap: Double?, streamTime: Timestamp) -> Allowance {
        let seconds = last.map { Double(now - $0) / 1e9 } ?? 0
        last = now
        switch speed {
        case .maximum where cap == nil:
            return Allowance(rows: factor > 0 ? 512 : 0, until: nil)
        case .maximum, .rowsPerSecond:
            let rate = min((rowsPerSecond ?? .infinity) * factor, (cap ?? .infinity) * max(factor, 0.0001))
            rowCredit = min(rowCredit + rate * seconds, max(rate, 1))
            let rows = Int(rowCredit)
            rowCredit -= Double(rows)
            return Allowance(rows: rows, until: nil)
        case .times(let times):
            let step = TimeSpan.seconds(seconds * times * factor)
            let limit = (streamLimit ?? streamTime) + step
            streamLimit = limit
            if let cap {
                rowCredit = min(rowCredit + cap * seconds, max(cap, 1))
                let rows = Int(rowCredit)
                rowCredit -= Double(rows)
                return Allowance(rows: rows, until: limit)
            }
            return Allowance(rows: 512, until: limit)
        }
    }
}
