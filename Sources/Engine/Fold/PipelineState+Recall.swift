import Domain

/// Versions that come again without training, and the line of those that wait for their turn.
extension PipelineState {
    /// Opens a rollout for an archived version: the same gates, the same steps, and nothing of what it showed before.
    mutating func recall(
        _ version: ModelVersion, _ number: Int, _ revision: Int, _ intent: Intent, _ context: FoldContext,
        _ changes: inout PipelineChanges
    ) -> IntentReply {
        if let refusal = staleness(number, revision) ?? (intent.reason.isEmpty ? "give a reason" : nil) {
            return .refused(refusal)
        }
        guard let champion else { return .refused("there is no champion yet that it could be compared with") }
        guard champion.version != version else { return .refused("\(version) serves already") }
        guard let archived = archive[version] else {
            let known = archive.entries.suffix(8).map { "\($0.record.version)" }.joined(separator: ", ")
            return .refused("\(version) is not in the archive; the newest there are \(known)")
        }
        if rollout?.state == .baking, previous?.version == version {
            return .refused("\(version) is still warm: roll \(champion.version) back")
        }
        let deployed: DeployedModel
        do {
            deployed = DeployedModel(
                record: archived.record, since: clock, content: archived.record.model,
                model: try context.artifacts.loadModel(archived.record.model))
        } catch {
            return .refused("the model of \(version) cannot be loaded")
        }
        if let reply = standInLine(version, .recall, intent) { return reply }
        if let refusal = makeRoom(for: version, intent, context, &changes) { return .refused(refusal) }
        let origin = RolloutOrigin(kind: .recall, attempt: archived.attempts + 1)
        enter(
            begin(deployed, against: champion.version, lossScale: lossScale, origin: origin), intent,
            context,
            &changes)
        return .done("\(version) comes from the archive, attempt \(origin.attempt): its gates run")
    }

    /// Lets a candidate wait where the policy says so and something stands before it; nil where its turn is now.
    mutating func standInLine(
        _ version: ModelVersion, _ kind: RolloutOrigin.Kind, _ intent: Intent
    ) -> IntentReply? {
        guard definition.canary.guards.newcomer == .queue, let before = whatRuns else { return nil }
        if waiting.contains(where: { $0.version == version }) { return .refused("\(version) waits in line already") }
        if let rollout, !rollout.state.isEnded, rollout.record.candidate == version {
            return .refused("\(version) is \(rollout.state.name) already")
        }
        waiting.append(WaitingCandidate(version: version, kind: kind, intent: intent))
        return .done("\(version) waits until \(before) has ended, place \(waiting.count) in line")
    }

    /// What a new candidate waits for; nil where nothing runs.
    private var whatRuns: String? {
        if let rollout, !rollout.state.isEnded { return "the canary of \(rollout.record.candidate)" }
        return search.map { "search \($0.number)" }
    }

    /// Lets the first in line begin where nothing runs any more.
    mutating func beginNextInLine(_ context: FoldContext, _ changes: inout PipelineChanges) {
        while !waiting.isEmpty, whatRuns == nil {
            let next = waiting.removeFirst()
            let (number, revision) = (rollout?.record.number ?? 0, rollout?.revision ?? 0)
            let reply =
                next.kind == .recall
                ? recall(next.version, number, revision, next.intent, context, &changes)
                : again(next.version, next.kind, number, revision, next.intent, context, &changes)
            let text =
                switch reply {
                case .done(let sentence): sentence
                case .refused(let sentence): "not begun: \(sentence)"
                }
            decide(.person, "next in line", text, by: next.intent.user, context, &changes)
        }
    }

    /// Takes a candidate out of the line.
    mutating func leaveLine(_ version: ModelVersion) -> IntentReply {
        guard let index = waiting.firstIndex(where: { $0.version == version }) else {
            return .refused("\(version) does not wait in line")
        }
        waiting.remove(at: index)
        return .done("\(version) is out of the line")
    }
}
