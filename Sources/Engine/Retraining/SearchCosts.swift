import Domain
import Learning

/// What a search's runs have cost together.
struct SearchCosts {
    /// Whether the runs were timed: a replay in lockstep is not.
    private(set) var isMeasured = false
    private(set) var cpuSeconds = 0.0
    /// From the first start to the last end.
    private(set) var wallSeconds = 0.0
    /// Training rows times passes or rounds.
    private(set) var rowRounds: Int64 = 0

    init(_ runs: [RunRecord]) {
        var (first, last): (Timestamp?, Timestamp?) = (nil, nil)
        for run in runs where run.state.isOver {
            cpuSeconds += run.cost?.cpuSeconds ?? 0
            let slices = Int64(max(1, run.tracking?.curve.count ?? 1))
            rowRounds += Int64(run.trainedRows) * Int64(SearchSpace.rounds(of: run.specification)) * slices
            guard let started = run.tracking?.started, let ended = run.tracking?.ended else { continue }
            first = min(first ?? started, started)
            last = max(last ?? ended, ended)
        }
        guard let first, let last else { return }
        isMeasured = true
        wallSeconds = Double((last - first).milliseconds) / 1_000
    }
}

/// CPU seconds that a pipeline's searches used within the last day of stream time.
struct SearchSpending: Codable, Hashable, Sendable {
    private struct Use: Codable, Hashable, Sendable {
        var time: Timestamp
        var cpuSeconds: Double
    }

    private var uses: [Use] = []

    /// - Complexity: O(runs of a day)
    mutating func add(_ cpuSeconds: Double, at time: Timestamp) {
        uses.removeAll { $0.time < time - .hours(24) }
        uses.append(Use(time: time, cpuSeconds: cpuSeconds))
    }

    func cpuSeconds(at time: Timestamp) -> Double {
        uses.reduce(0) { $1.time >= time - .hours(24) ? $0 + $1.cpuSeconds : $0 }
    }
}

extension KeyedDecodingContainer {
    /// A checkpoint of an older program has spent nothing.
    func decode(_ type: SearchSpending.Type, forKey key: Key) throws -> SearchSpending {
        try decodeIfPresent(type, forKey: key) ?? SearchSpending()
    }
}
