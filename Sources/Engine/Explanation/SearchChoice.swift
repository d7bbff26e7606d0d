import Domain

/// Which trial of a search became its last version, and why: told from its refits and what became of them.
struct SearchChoice {
    private let members: [SearchFront.Member]
    private let refits: [FoundRun]
    private let rollouts: [RolloutRecord]
    private let outcome: TriggerRecord.Outcome?
    private let task: LearningTask

    init(
        members: [SearchFront.Member], runs: [FoundRun], rollouts: [RolloutRecord], outcome: TriggerRecord.Outcome?,
        task: LearningTask
    ) {
        self.members = members
        refits = runs.filter { $0.run.kind == .refit }
        self.rollouts = rollouts
        self.outcome = outcome
        self.task = task
    }

    /// The trial that the last refit repeats.
    var chosen: Int? { place.map { members[$0].run } }

    var reason: String {
        guard let place, let refit = refits.last else {
            if refits.isEmpty, members.count == 1, outcome == .deployed { return "Its only run serves." }
            return outcome == .running || outcome == nil
                ? "None is chosen yet." : "None was chosen: the search ended as \(outcome?.rawValue ?? "nothing")."
        }
        let rank = place == 0 ? "the best of \(members.count)" : "number \(place + 1) of \(members.count)"
        let first =
            "Run \(members[place].run) is \(rank) by \(task.metricName) on the slices that they share; "
            + "its recipe on all rows, run \(refit.run.number), \(fate(of: refit))."
        return ([first] + members[..<place].map(passedOver) + [alternative(to: place)].compactMap { $0 })
            .joined(separator: " ")
    }

    private var place: Int? {
        refits.last.flatMap { refit in members.firstIndex { $0.run == refit.run.tracking?.parent } }
    }

    private func fate(of refit: FoundRun) -> String {
        guard let version = refit.version else {
            switch refit.run.state {
            case .waiting, .running: return "is being trained"
            case .failed: return "failed (\(refit.run.failure?.rawValue ?? "unknown"))"
            case .completed, .stopped: return "became no version"
            }
        }
        guard let rollout = rollouts.last(where: { $0.candidate == version }) else { return "became \(version)" }
        let why: String
        switch rollout.state {
        case .rejected: why = rollout.gates.first(where: \.rejects).map { " at the gate \($0.gate.words)" } ?? ""
        case .rolledBack: why = (rollout.transitions.last?.reason).map { $0.isEmpty ? "" : " (\($0))" } ?? ""
        default: why = ""
        }
        return "became \(version), which is \(rollout.stateName)\(why)"
    }

    private func passedOver(_ member: SearchFront.Member) -> String {
        guard let refit = refits.last(where: { $0.run.tracking?.parent == member.run }) else {
            return "Run \(member.run) was passed over: its recipe was rolled back on this data before."
        }
        return "Run \(member.run) came first, but its recipe on all rows \(fate(of: refit))."
    }

    /// A trial on the front that is no worse within the interval, and much faster or smaller.
    private func alternative(to place: Int) -> String? {
        let chosen = members[place]
        let others = members.filter { other in
            let gap = (other.score.value - chosen.score.value) * (task.higherIsBetter ? -1 : 1)
            return other.run != chosen.run && other.isOnFront && gap <= chosen.score.margin
                && (faster(other, chosen) >= 2 || smaller(other, chosen) >= 2)
        }
        guard
            let best = others.max(by: {
                faster($0, chosen) * smaller($0, chosen) < faster($1, chosen) * smaller($1, chosen)
            })
        else { return nil }
        let gains = [speed(best, chosen), size(best, chosen)].compactMap { $0 }
        return "Quality alone ranks, time and size only have limits at their gate: run \(best.run), within its "
            + "interval, is \(gains.joined(separator: " and "))."
    }

    private func faster(_ one: SearchFront.Member, _ other: SearchFront.Member) -> Double {
        guard let own = one.milliseconds, let others = other.milliseconds, own > 0 else { return 1 }
        return others / own
    }

    private func smaller(_ one: SearchFront.Member, _ other: SearchFront.Member) -> Double {
        guard let own = one.bytes, let others = other.bytes, own > 0 else { return 1 }
        return Double(others) / Double(own)
    }

    /// Nil where it is about the same.
    private func speed(_ one: SearchFront.Member, _ other: SearchFront.Member) -> String? {
        let ratio = faster(one, other)
        if ratio >= 1.2 { return "\(Decimal.fixed(ratio, 1)) times as fast" }
        return ratio <= 0.8 ? "at \(Decimal.fixed(ratio * 100, 0)) % of its speed" : nil
    }

    /// Nil where it is about the same.
    private func size(_ one: SearchFront.Member, _ other: SearchFront.Member) -> String? {
        let ratio = smaller(one, other)
        if ratio >= 1.2 { return "\(Decimal.fixed(ratio, 1)) times smaller" }
        return ratio <= 0.8 && ratio > 0 ? "\(Decimal.fixed(1 / ratio, 1)) times as large" : nil
    }
}
