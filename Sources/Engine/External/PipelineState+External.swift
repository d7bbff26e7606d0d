import Domain
import Learning

/// A pipeline whose predictions are made elsewhere: watched, labelled and advised on; nothing is promoted here.
extension PipelineState {
    /// Whether a model answers, here or elsewhere.
    var isServed: Bool { champion != nil || external.current != nil }

    /// Numbers a version that an observation named for the first time.
    mutating func meet(_ name: String) {
        guard external.version(named: name) == nil else { return }
        counts.lastVersion += 1
        external.add(name, as: ModelVersion(rawValue: counts.lastVersion))
    }

    /// Takes note of the version that answered; a new one's best metric is its own.
    mutating func note(external version: ModelVersion, _ context: FoldContext, _ changes: inout PipelineChanges) {
        guard definition.champion == .external, let name = external.serves(version, at: clock) else { return }
        monitors.rebase(definition.monitors, forgetsBest: true)
        decide(.promotion, "\(version)", "external version \(name) serves", context, &changes)
    }

    /// Ends a search whose winner may not serve: the recipe, its score and its file are what a person gets.
    mutating func advise(
        _ version: DeployedModel, rank: Int, _ context: FoldContext, _ changes: inout PipelineChanges
    ) {
        let best = search.flatMap { $0.run($0.ranking[rank]) }
        let score = best?.score.map { score in
            "\(definition.task.metricName) \(Decimal.metric(score.value, of: definition.task)) ± "
                + "\(Decimal.metric(score.margin, of: definition.task)) on \(score.count) rows it had not seen"
        }
        let now = Decimal.metric(served.leading, of: definition.task)
        end(
            .advised,
            "advice: \(version.version), \(version.record.summary), \(score ?? "not scored"); "
                + "\(external.current?.name ?? "what serves") has \(now) now; model \(version.content.short)",
            gained: true, context, &changes)
    }
}
