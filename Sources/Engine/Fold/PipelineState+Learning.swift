import Domain

extension PipelineState {
    /// Takes a champion that learns on back to its last good copy where its lessons since are proven to have made it worse.
    mutating func watchLearning(
        _ pending: AnsweredEvent, _ truth: Truth, _ context: FoldContext, _ changes: inout PipelineChanges
    ) {
        let every = definition.live.checkpointLabels
        guard every > 0, let champion, champion.isLive else {
            learning = nil
            return
        }
        let margin = definition.canary.margin
        guard var watch = learning, watch.kept.version == champion.version else {
            learning = LearningWatch(champion, margin: margin, since: champion.since)
            return
        }
        // Held once only, so that its bet is changed in place.
        learning = nil
        let began = watch.kept.learnedThrough
        let finding = watch.observe(pending, truth, champion: champion, every: every, scale: lossScale)
        if let finding {
            goBack(to: watch.kept, finding, context, &changes)
            watch = LearningWatch(watch.kept, margin: margin, since: clock)
        } else if watch.kept.learnedThrough != began, hasGoneBack {
            raiseLearning(false, value: 0, margin: margin, count: every, "", context, &changes)
        }
        learning = watch
    }

    private mutating func goBack(
        to good: DeployedModel, _ finding: LearningWatch.Finding, _ context: FoldContext,
        _ changes: inout PipelineChanges
    ) {
        champion?.model = good.model
        champion?.content = good.content
        champion?.learnedThrough = good.learnedThrough
        let text =
            "\(good.version) goes back to what it knew \(finding.unlearned) labels ago: learning made it worse by "
            + "\(Decimal.fixed(finding.worseBy, 3)) on \(finding.labels) labels, \(Decimal.fixed(finding.margin, 3)) allowed"
        raiseLearning(
            true, value: finding.worseBy, margin: finding.margin, count: finding.labels, text, context, &changes)
        decide(.rollBack, "\(good.version)", text, context, &changes)
    }

    private var hasGoneBack: Bool { alerts.firing.contains { $0.rule == .learning } }

    private mutating func raiseLearning(
        _ holds: Bool, value: Double, margin: Double, count: Int, _ text: String, _ context: FoldContext,
        _ changes: inout PipelineChanges
    ) {
        raise(
            AlertBook.Reading(
                rule: .learning, subject: "champion", severity: .ticket, holds: holds, value: value, threshold: margin,
                count: count, text: text), pendingEvaluations: 1, context, &changes)
    }
}
