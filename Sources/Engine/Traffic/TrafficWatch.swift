import Domain

/// Compares what a traffic plane counts with the split that it was told, from the moment at which that holds.
///
/// Where each request is a unit of its own, the chi-square of ``SplitCheck`` judges the counts. Where units stick, requests
/// of one unit go together and say nothing about chance: then the units of the answers are judged instead, by the rollout,
/// and here only that nothing goes to a version without a share.
struct TrafficWatch: Sendable {
    let split: TrafficSplit
    let hasUnits: Bool
    /// Requests in flight or drawn by the old split when the new one came into force.
    private static let late: Int64 = 16

    private var first: [ModelVersion: Int64]?
    private var check = SplitCheck()
    /// What was sent to versions outside of the split by the newest reading; nil before the first in force.
    private var outside: [ModelVersion: Int64]?
    /// Whether two readings in a row show that nothing goes to a version outside of the split.
    private(set) var isSettled = false
    private var counted: (units: Int64, onCandidate: Int64) = (0, 0)

    init(_ split: TrafficSplit, hasUnits: Bool) {
        self.split = split
        self.hasUnits = hasUnits
    }

    /// Whether the plane has said that the split holds.
    var isInForce: Bool { first != nil }

    /// Takes a reading in; what does not fit, in words, or nil.
    mutating func take(_ reading: TrafficReading, alpha: Double) -> String? {
        settle(reading)
        guard let first else {
            if reading.generation == split.generation { self.first = reading.requests }
            return nil
        }
        guard reading.generation == split.generation else {
            return "the traffic plane follows another split than the one it was told"
        }
        let counts = split.backends.map { ($0, (reading.requests[$0.version] ?? 0) - (first[$0.version] ?? 0)) }
        // A plane that began anew counts from nothing.
        guard counts.allSatisfy({ $0.1 >= 0 }) else {
            (self.first, check, counted) = (reading.requests, SplitCheck(), (0, 0))
            return nil
        }
        if let (backend, count) = counts.first(where: { $0.0.weight == 0 && $0.1 > Self.late }) {
            return "\(count) requests went to \(backend.version), which has no share"
        }
        guard !hasUnits, let candidate = counts.first(where: { $0.0.role == .candidate }) else { return nil }
        return judge(candidate.0.weight, onCandidate: candidate.1, of: counts.reduce(0) { $0 + $1.1 }, alpha)
    }

    private mutating func settle(_ reading: TrafficReading) {
        guard reading.generation == split.generation else {
            (outside, isSettled) = (nil, false)
            return
        }
        let inside = split.backends.map(\.version)
        let now = reading.requests.filter { !inside.contains($0.key) }
        isSettled = outside.map { before in now.allSatisfy { $0.value <= before[$0.key] ?? 0 } } ?? false
        outside = now
    }

    private mutating func judge(_ weight: Int, onCandidate: Int64, of units: Int64, _ alpha: Double) -> String? {
        guard (1..<TrafficSplit.whole).contains(weight) else { return nil }
        let share = 100 * Double(weight) / Double(TrafficSplit.whole)
        let new = (units: units - counted.units, onCandidate: onCandidate - counted.onCandidate)
        counted = (units, onCandidate)
        for place in 0..<max(0, new.units) {
            // The candidate's are spread over the others: the check looks at a place within the reading, too.
            let isOnCandidate = (place + 1) * new.onCandidate / new.units > place * new.onCandidate / new.units
            guard
                let mismatch = check.add(unit: nil, isOnCandidate: isOnCandidate, weight: share, alpha: alpha)
            else { continue }
            return "the traffic plane's split is off: \(mismatch.onCandidate) of \(mismatch.units) requests on the "
                + "candidate, meant are \(Decimal.fixed(mismatch.expected, 0))"
        }
        return nil
    }
}
