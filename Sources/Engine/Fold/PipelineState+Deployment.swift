import Domain

/// An old run's model before the gates.
extension PipelineState {
    /// Makes a version of a run's model and opens its rollout: the same gates and steps as for a search's winner.
    mutating func deploy(
        _ run: Int, _ deployment: RunDeployment?, _ number: Int, _ revision: Int, _ intent: Intent,
        _ context: FoldContext, _ changes: inout PipelineChanges
    ) -> IntentReply {
        if let refusal = staleness(number, revision) ?? refusal(toDeploy: run, deployment) { return .refused(refusal) }
        guard let champion else { return .refused("there is no champion yet that it could be compared with") }
        guard let found = deployment?.run, let content = found.model, let dataset = found.dataset else {
            return .refused("run \(run) has no model")
        }
        let model: any PublishedModel
        do {
            model = try context.artifacts.loadModel(content)
        } catch {
            return .refused(
                "the model of run \(run), \(content.short), is gone or cannot be read; `flywheel reproduce \(run)` tells "
                    + "whether it can be trained again")
        }
        counts.lastVersion += 1
        let record = VersionRecord(
            version: ModelVersion(rawValue: counts.lastVersion), specification: found.specification,
            summary: found.summary, model: content, dataset: dataset, trainedRows: found.trainedRows,
            trainedThrough: found.trainedThrough ?? clock, search: found.search, createdAt: clock,
            lastEvent: deployment?.lastEvent, bytes: found.bytes)
        changes.versions.append(record)
        archive.add(record)
        let deployed = DeployedModel(record: record, since: clock, content: content, model: model)
        enter(
            begin(deployed, against: champion.version, lossScale: lossScale, origin: RolloutOrigin(kind: .deployment)),
            intent, context, &changes)
        return .done("run \(run) is \(record.version): its gates run")
    }

    /// Why a run's model cannot be put before the gates now, or ever; nil where it can.
    private func refusal(toDeploy run: Int, _ deployment: RunDeployment?) -> String? {
        guard definition.champion == .here else {
            return "the champion answers elsewhere: only versions of its servers can take its place"
        }
        if let whatRuns { return "\(whatRuns) runs: it ends first" }
        guard let deployment else { return "there is no run \(run)" }
        let found = deployment.run
        if found.isCheck { return "run \(run) only checks another run (\(found.kind.rawValue)): deploy that one" }
        if found.kind == .drill || found.specification.shufflesLabels {
            return "run \(run) is of a drill: its model is bad on purpose"
        }
        guard found.state == .completed else {
            return "run \(run) is \(found.state.rawValue): there is no model of its whole length"
        }
        guard deployment.lastEvent != nil else {
            return
                "the log does not tell which rows run \(run) was trained on, so that no gate could judge it on others"
        }
        let known = archive.entries.last { $0.record.remote == nil && $0.record.model == found.model }
        guard let version = known?.record.version else { return nil }
        return version == champion?.version
            ? "run \(run) is \(version), which serves already"
            : "run \(run) is \(version) already: `flywheel recall --model \(version) --reason WHY`"
    }
}
