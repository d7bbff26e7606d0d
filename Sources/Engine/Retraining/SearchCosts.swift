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
            rowRounds += Self.rowRounds(of: run)
            guard let started = run.tracking?.started, let ended = run.tracking?.ended else { continue }
            first = min(first ?? started, started)
            last = max(last ?? ended, ended)
        }
        guard let first, let last else { return }
        isMeasured = true
        wallSeconds = Double((last - first).milliseconds) / 1_000
    }

    /// What of a budget is used up, or would be by so many rows × rounds more; nil while there is room.
    ///
    /// Measured seconds decide nothing in a replay, whose reports have no times.
    func reasonToEnd(_ budget: SearchBudget, adding more: Int64 = 0) -> String? {
        if let most = budget.rowRounds {
            if rowRounds >= most { return "its budget of \(most) rows × rounds is used up" }
            if rowRounds + more > most { return "its \(more) rows × rounds are over what is left of \(most)" }
        }
        guard isMeasured else { return nil }
        if let most = budget.wallSeconds, wallSeconds >= most {
            return "its budget of \(Decimal.fixed(most, 0)) s is used up"
        }
        if let most = budget.cpuSeconds, cpuSeconds >= most {
            return "its budget of \(Decimal.fixed(most, 0)) CPU seconds is used up"
        }
        return nil
    }

    private static func rowRounds(of run: RunRecord) -> Int64 {
        if run.kind == .ensemble {
            return blendRowRounds(run.specification, slices: run.tracking?.slices ?? 2, rows: run.trainedRows)
        }
        let slices = Int64(max(1, run.tracking?.curve.count ?? 1))
        return Int64(run.trainedRows) * Int64(SearchSpace.rounds(of: run.specification)) * slices
    }

    /// What choosing a blend costs: each member is trained on every slice but the newest, for which its own run did it.
    static func blendRowRounds(_ blend: TrialSpecification, slices: Int, rows: Int) -> Int64 {
        let once = (blend.members ?? []).reduce(Int64(0)) { sum, member in
            sum + Int64(min(rows, member.specification.window)) * Int64(SearchSpace.rounds(of: member.specification))
        }
        return once * Int64(max(1, slices - 1))
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
