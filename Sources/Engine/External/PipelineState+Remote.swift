import Domain

/// Models that other servers answer for: how they become versions, and what becomes of one that does not answer.
extension PipelineState {
    /// Takes over what the file names; the same model as in the file before is no news.
    mutating func adoptRemotes(
        after old: PipelineDefinition?, _ context: FoldContext, _ changes: inout PipelineChanges
    ) {
        if let remote = definition.remoteChampion, isNew(remote, after: old?.remoteChampion) {
            serve(version(of: remote, context, &changes), context, &changes)
        }
        if let remote = definition.remoteCandidate, isNew(remote, after: old?.remoteCandidate) {
            line(up: version(of: remote, context, &changes))
        }
        refresh()
    }

    private func isNew(_ remote: RemoteModel, after old: RemoteModel?) -> Bool {
        old.map { !$0.isSameModel(as: remote) } ?? true
    }

    /// Makes a version of it; the recipe that stands beside it is what a first training here would take.
    private mutating func version(
        of remote: RemoteModel, _ context: FoldContext, _ changes: inout PipelineChanges
    ) -> VersionRecord {
        counts.lastVersion += 1
        var record = VersionRecord(
            version: ModelVersion(rawValue: counts.lastVersion),
            specification: SearchPlanner(definition: definition).initial(search: 0), summary: remote.words,
            model: ContentDigest(bytes: context.sha256(Array((remote.address + remote.target).utf8))),
            dataset: ContentDigest(bytes: context.sha256([])), trainedRows: 0, trainedThrough: clock, search: 0,
            createdAt: clock, lastEvent: 0)
        record.specification.updates = .frozen
        record.remote = remote
        changes.versions.append(record)
        archive.add(record)
        return record
    }

    /// The file's own word on who serves: it holds at once where nothing serves yet or another server did.
    ///
    /// A champion that was promoted here has shown its worth; against that one the newcomer is a candidate.
    private mutating func serve(
        _ record: VersionRecord, _ context: FoldContext, _ changes: inout PipelineChanges
    ) {
        guard let remote = record.remote, rollout.map(\.state.isEnded) ?? true,
            champion?.remote != nil || champion == nil
        else { return line(up: record) }
        let old = champion
        champion = DeployedModel(record: record, since: clock, content: record.model, model: RemoteStandIn(remote))
        if let old { shelf.add(champion: old, keeping: definition.canary.guards.rollbackWindow) }
        reigns.add(record)
        monitors.rebase(definition.monitors, forgetsBest: true)
        decide(.promotion, "\(record.version)", "the pipeline file names \(remote.words): it serves", context, &changes)
    }

    /// Lets it come as a version from the archive does: after what runs now, through its gates.
    private mutating func line(up record: VersionRecord) {
        waiting.append(
            WaitingCandidate(
                version: record.version, kind: .recall,
                intent: Intent(
                    pipeline: definition.name, command: .recall(rollout: 0, revision: 0, version: record.version),
                    user: "engine", reason: "the pipeline file names it", time: clock)))
    }

    /// How long it is waited for and by which token may change while it is the same model.
    private mutating func refresh() {
        let named = [definition.remoteChampion, definition.remoteCandidate].compactMap(\.self)
        func renewed(_ model: DeployedModel?) -> DeployedModel? {
            guard var model, let remote = model.remote, let now = named.first(where: remote.isSameModel) else {
                return model
            }
            model.record.remote = now
            model.model = RemoteStandIn(now)
            return model
        }
        champion = renewed(champion)
        candidate = renewed(candidate)
        previous = renewed(previous)
        for entry in archive.entries {
            guard let remote = entry.record.remote, let now = named.first(where: remote.isSameModel) else { continue }
            var record = entry.record
            record.remote = now
            archive.update(record)
        }
    }

    /// Counts whether the candidate's server or program answered; in a bake the candidate is the champion.
    mutating func countRemote(
        _ prediction: PredictionRecord, _ judged: ModelVersion, _ context: FoldContext,
        _ changes: inout PipelineChanges
    ) {
        guard let model = [candidate, champion].compactMap(\.self).first(where: { $0.version == judged }),
            model.remote != nil || model.record.specification.program != nil
        else { return }
        let who = model.remote != nil ? "server" : "program"
        let output = prediction.candidate == judged ? prediction.candidateOutput : prediction.championOutput
        guard prediction.candidate == judged || prediction.champion == judged, let output else { return }
        steerItself(context, &changes) { $0.asked(who, isAnswered: output != .unanswered, at: $1) }
    }

    /// Counts what callers were not answered, and raises or ends the alert about the champion's server.
    ///
    /// A question that came to nothing is no event: its caller has no number to tell a label by, and a row without an answer
    /// would be one more that waits for its label.
    mutating func take(_ finding: RemoteFinding, _ context: FoldContext, _ changes: inout PipelineChanges) {
        for failures in finding.failures { tallies.count(failures, of: finding.version) }
        raise(
            AlertBook.Reading(
                rule: .modelServer, subject: RemoteStanding.subject, severity: .page, holds: finding.problem != nil,
                value: finding.share, threshold: 0, count: finding.asked, text: finding.problem ?? ""),
            pendingEvaluations: 1, context, &changes)
    }
}
