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
                model: try context.model(of: archived.record))
        } catch {
            return .refused("the model of \(version) cannot be loaded")
        }
        if let reply = standInLine(archived.record, .recall, intent) { return reply }
        if let refusal = makeRoom(for: version, intent, context, &changes) { return .refused(refusal) }
        let origin = RolloutOrigin(kind: .recall, attempt: archived.attempts + 1)
        enter(
            begin(deployed, against: champion.version, lossScale: lossScale, origin: origin), intent,
            context,
            &changes)
        return .done("\(version) comes from the archive, attempt \(origin.attempt): its gates run")
    }

    /// Lets a candidate wait where the policy says so and something stands before it; nil where its turn is now.
    ///
    /// One that may race joins now: the one before it is parked.
    mutating func standInLine(
        _ record: VersionRecord, _ kind: RolloutOrigin.Kind, _ intent: Intent
    ) -> IntentReply? {
        let version = record.version
        guard definition.canary.guards.newcomer != .replace, let before = whatRuns else { return nil }
        if waiting.contains(where: { $0.version == version }) { return .refused("\(version) waits in line already") }
        let running = (race.parked.map(\.rollout) + [rollout].compactMap { $0 }).first {
            $0.record.candidate == version && !$0.state.isEnded && $0.state != .rollingBack
        }
        if let running { return .refused("\(version) is \(running.state.name) already") }
        if mayRace(record) {
            park()
            return nil
        }
        waiting.append(WaitingCandidate(version: version, kind: kind, intent: intent))
        return .done("\(version) waits until \(before) has ended, place \(waiting.count) in line")
    }

    /// What a new candidate waits for; nil where nothing runs.
    var whatRuns: String? {
        if let rollout, !rollout.state.isEnded { return "the canary of \(rollout.record.candidate)" }
        return search.map { "search \($0.number)" }
    }

    /// Lets the first in line begin where nothing runs any more, or it may join a race.
    mutating func beginNextInLine(_ context: FoldContext, _ changes: inout PipelineChanges) {
        resumeRace()
        guard !waiting.isEmpty else { return }
        while champion != nil, let place = waiting.firstIndex(where: mayBegin),
            whatRuns == nil || archive[waiting[place].version].map({ mayRace($0.record) }) == true
        {
            let next = waiting.remove(at: place)
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

    /// One that another server answers for is tried on requests alone, so its time begins with the first of them.
    private func mayBegin(_ candidate: WaitingCandidate) -> Bool {
        servedThrough != nil || archive[candidate.version]?.record.remote == nil
    }

    /// Takes a candidate out of the line, or out of the race.
    mutating func leaveLine(
        _ version: ModelVersion, _ number: Int?, _ revision: Int?, by user: String, _ context: FoldContext,
        _ changes: inout PipelineChanges
    ) -> IntentReply {
        if let number, let revision, let refusal = staleness(number, revision) { return .refused(refusal) }
        if let index = waiting.firstIndex(where: { $0.version == version }) {
            waiting.remove(at: index)
            return .done("\(version) is out of the line")
        }
        guard leaveRace(version, by: user, context, &changes) else {
            return .refused("\(version) neither waits in line nor races")
        }
        return .done("\(version) is out of the race")
    }
}
