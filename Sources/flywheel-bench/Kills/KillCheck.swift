import Domain
import Foundation
import Tracking

/// Holds a store that a killed engine left against what its callers were told.
struct KillCheck {
    /// What was found.
    struct Findings {
        var labels = 0
        var lostLabels = 0
        var orders = 0
        var lostOrders = 0
        var transitions = 0
        var halfTransitions = 0
        var predictions = 0
        var lostPredictions = 0
        var words: [String] = []
    }

    private let store: SQLiteHistory
    private let pipeline = PipelineName(rawValue: "stream")
    private(set) var findings = Findings()

    init(file: String) throws {
        store = try SQLiteHistory(reading: file)
    }

    /// Looks for everything that was acknowledged, and at every rollout's way.
    mutating func check(_ told: KillLedger.Told) throws {
        try checkLabels(told)
        try checkOrders(told)
        try checkRollouts(told)
    }

    private mutating func checkLabels(_ told: KillLedger.Told) throws {
        let standings = try store.standings(of: told.labels.keys.sorted(), in: pipeline)
        for (event, allowed) in told.labels {
            findings.labels += 1
            guard let label = standings[event]?.label?.description, allowed.contains(label) else {
                findings.lostLabels += 1
                let found = standings[event].map { $0.label?.description ?? "no label" } ?? "no event"
                findings.words.append("event \(event): \(found) where \(allowed.sorted()) was acknowledged")
                continue
            }
        }
        let known = try store.standings(of: told.predictions.sorted(), in: pipeline)
        findings.predictions += told.predictions.count
        findings.lostPredictions += told.predictions.filter { known[$0] == nil }.count
    }

    private mutating func checkOrders(_ told: KillLedger.Told) throws {
        let audits = try store.audits(pipeline, since: nil, limit: 100_000)
        for (place, audit) in audits.enumerated() where audit.number != (audits.first?.number ?? 0) + Int64(place) {
            findings.halfTransitions += 1
            findings.words.append("audit record \(audit.number) does not follow the one before")
        }
        for order in told.orders {
            findings.orders += 1
            guard !audits.contains(where: { $0.text.contains(order) }) else { continue }
            findings.lostOrders += 1
            findings.words.append("\(order) was acknowledged and is in no audit record")
        }
    }

    private mutating func checkRollouts(_ told: KillLedger.Told) throws {
        let rollouts = try store.rollouts(pipeline, limit: 100_000)
        findings.transitions = rollouts.reduce(0) { $0 + $1.transitions.count }
        for rollout in rollouts {
            var (state, weight) = (RolloutState.created, 0.0)
            for transition in rollout.transitions {
                if transition.from != state || transition.weightBefore ?? weight != weight {
                    wrong("rollout \(rollout.number) goes from \(state.name) at \(weight) % to \(transition.from.name)")
                }
                (state, weight) = (transition.to, transition.weight)
            }
            if state != rollout.state {
                wrong("rollout \(rollout.number) is \(rollout.state.name) after \(state.name)")
            }
        }
        for (number, version) in told.served {
            let record = rollouts.first { $0.number == number }
            let hadTraffic = record?.transitions.contains { $0.weight > 0 } ?? false
            if record?.candidate != version || !hadTraffic {
                wrong("v\(version.rawValue) answered in rollout \(number), which the store gives no traffic")
            }
        }
        if let unfinished = rollouts.dropLast().first(where: { !$0.state.isEnded }) {
            wrong("rollout \(unfinished.number) is \(unfinished.state.name) and another came after it")
        }
    }

    private mutating func wrong(_ words: String) {
        findings.halfTransitions += 1
        findings.words.append(words)
    }

    /// What an engine that starts on this store must begin with.
    func newestRollout() throws -> RolloutRecord? { try store.rollouts(pipeline, limit: 1).last }

    /// Whether an engine that has just started goes on from what the store held.
    ///
    /// - Returns: What is wrong; nil for nothing.
    static func discrepancy(_ stored: RolloutRecord?, _ canary: CanarySnapshot?) -> String? {
        guard let stored, !stored.state.isEnded, let canary, canary.record.number == stored.number else { return nil }
        let known = stored.transitions
        guard Array(canary.record.transitions.prefix(known.count)) == known else {
            return "rollout \(stored.number) was \(stored.state.name) in the store and is "
                + "\(canary.record.state.name) by another way"
        }
        return nil
    }
}
