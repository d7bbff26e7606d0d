import Domain

/// A person brings a version back: after a roll back, past a gate, or in the place of its successor.
extension PipelineState {
    /// Opens a new attempt of a candidate that ended; nothing that the earlier one measured counts in it.
    mutating func again(
        _ version: ModelVersion, _ kind: RolloutOrigin.Kind, _ number: Int, _ revision: Int, _ intent: Intent,
        _ context: FoldContext, _ changes: inout PipelineChanges
    ) -> IntentReply {
        if let refusal = staleness(number, revision) ?? (intent.reason.isEmpty ? "give a reason" : nil) {
            return .refused(refusal)
        }
        guard let champion, let ended = shelf.candidate(version) else {
            return .refused("\(version) is not among the candidates that can be tried again")
        }
        let isRejected = ended.state == .rejected
        guard isRejected == (kind == .override) else {
            return .refused(
                isRejected
                    ? "\(version) was rejected by a gate: override it"
                    : "\(version) was not rejected: it is \(ended.state.name)")
        }
        if kind == .override,
            let refusal = definition.canary.guards.refusal(of: intent.user, to: "let a version past a failed gate")
        {
            return .refused(refusal)
        }
        var deployed: DeployedModel
        do {
            // As it was trained: the gates of this attempt bring it up to date on the rows since, once.
            deployed = DeployedModel(
                record: ended.record, since: clock, content: ended.record.model,
                model: try context.model(of: ended.record))
        } catch {
            return .refused("the model of \(version) cannot be loaded")
        }
        if let reply = standInLine(ended.record, kind, intent) { return reply }
        if let refusal = makeRoom(for: version, intent, context, &changes) { return .refused(refusal) }
        var origin = RolloutOrigin(kind: kind, attempt: ended.attempt + 1)
        if kind == .override {
            let failed = ended.gates.filter(\.rejects).map { "\($0.gate.rawValue): \($0.detail)" }
            origin.override = Waiver(user: intent.user, reason: intent.reason, checks: failed)
            deployed.record.unverified = origin.override
            changes.versions.append(deployed.record)
            archive.update(deployed.record)
        }
        enter(
            begin(deployed, against: champion.version, lossScale: ended.lossScale, origin: origin),
            intent, context, &changes)
        return .done("attempt \(origin.attempt) of \(version) begins")
    }

    /// Brings a former champion back: a canary without a ramp; automation is off until a person resumes it.
    mutating func undo(
        _ version: ModelVersion, _ number: Int, _ revision: Int, _ intent: Intent, _ context: FoldContext,
        _ changes: inout PipelineChanges
    ) -> IntentReply {
        if let refusal = staleness(number, revision) ?? (intent.reason.isEmpty ? "give a reason" : nil) {
            return .refused(refusal)
        }
        if rollout?.state == .baking, rollout?.record.champion == version {
            return .refused("\(version) is still warm: roll \(rollout?.record.candidate ?? version) back")
        }
        guard let champion, let former = shelf.champion(version) else {
            let kept = shelf.champions.map { "\($0.version)" }.joined(separator: ", ")
            return .refused("\(version) is not loaded any more; \(kept.isEmpty ? "no former champion" : kept) is")
        }
        if let refusal = makeRoom(for: version, intent, context, &changes) { return .refused(refusal) }
        automation = .off(by: intent.user, since: clock)
        let origin = RolloutOrigin(kind: .undo, attempt: 1)
        enter(
            begin(former, against: champion.version, lossScale: lossScale, origin: origin), intent, context, &changes)
        // A former champion has its smoke test only.
        steerItself(context, &changes) { $0.judge([], at: $1) }
        return .done("\(version) comes back in the place of \(champion.version)")
    }

    /// Puts a person's rollout before its gates.
    mutating func enter(
        _ rollout: RolloutStateMachine, _ intent: Intent, _ context: FoldContext, _ changes: inout PipelineChanges
    ) {
        self.rollout = rollout
        let words = "\(intent.command.name): \(intent.reason)"
        steerItself(context, &changes) { rollout, time in
            rollout.startValidating(at: time, actor: intent.user, reason: words)
            return []
        }
    }

    func staleness(_ number: Int, _ revision: Int) -> String? {
        guard let rollout else { return number == 0 ? nil : "there was no canary yet" }
        return rollout.record.number == number && rollout.revision == revision ? nil : rollout.staleSentence
    }

    /// Why another candidate cannot begin now; nil where it can, after what stood in its place has gone.
    mutating func makeRoom(
        for version: ModelVersion, _ intent: Intent, _ context: FoldContext, _ changes: inout PipelineChanges
    ) -> String? {
        if let rollout, !rollout.state.isEnded {
            let reply = steer(rollout.record.number, context, &changes, done: "superseded") {
                $0.supersede(by: version, user: intent.user, at: $1)
            }
            if case .refused(let sentence) = reply { return sentence }
        }
        return search == nil || race.isOpen ? nil : "search \(search?.number ?? 0) runs: it ends first"
    }
}
