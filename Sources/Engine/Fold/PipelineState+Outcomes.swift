import Domain
import Learning

/// What units come to in an A/B comparison, and the rewards that callers tell.
extension PipelineState {
    /// Keeps a reward and counts it in where its unit's window is open.
    mutating func reward(
        _ number: Int64, _ reward: Reward, replacing old: Double, at time: Timestamp, _ context: FoldContext,
        _ changes: inout PipelineChanges
    ) {
        clock = max(clock, time)
        changes.rewards.append(
            StoredReward(sequence: sequence, event: number, time: time, reward: reward, replaces: old))
        if definition.canary.exposure.split.metric == .reward {
            units.add(reward.amount - old, to: number)
        }
        steerItself(context, &changes) { $0.bakeOn(at: $1) }
        letTimePass(context, &changes)
    }

    /// Whether nothing sticks to the event's arm: a unit column is named, and the event names no unit.
    func isUnsticky(_ event: Event) -> Bool { definition.source.unitColumn != nil && event.unit == nil }

    /// Counts an answered event's unit in; what a tester asked for and what sticks to no arm stays out.
    ///
    /// `weight` is the candidate's share when the event was answered: the answer may have changed it.
    mutating func expose(_ event: Event, _ prediction: PredictionRecord, at weight: Double) {
        guard let rollout, prediction.isCounted, !isUnsticky(event), prediction.candidate == rollout.record.candidate,
            weight > 0, weight < 100
        else { return }
        let isOnCandidate = prediction.arm == .candidate
        // Where silence is a label, each prediction has one at the horizon: how many were told is an outcome, not a gap.
        if definition.labels.implicit == nil {
            coverage.add(event: event.id, isOnCandidate: isOnCandidate, at: clock)
        }
        guard rollout.takesUnits else { return }
        units.expose(event: event.id, unit: event.unit, arm: isOnCandidate ? .treatment : .control, at: clock)
    }

    /// Why the newest data is not to be trusted; nil where it is.
    var dataProblem: String? {
        guard isCorrupt, let rows = blocked.last else { return nil }
        return "rows \(rows.lowerBound)–\(rows.upperBound) are blocked: the data is not to be trusted"
    }

    /// What comes with time alone: deadlines, units whose window is over, predictions that have had their label or have none.
    mutating func letTimePass(_ context: FoldContext, _ changes: inout PipelineChanges) {
        guard let rollout, !rollout.state.isEnded else { return }
        if coverage.read(before: clock - coverageAge) {
            let gap = coverage.difference
            self.rollout?.ledger.coverageGap = gap
        }
        closeUnits(context, &changes)
        steerItself(context, &changes) { $0.tick(at: $1) }
    }

    /// The age at which a prediction's label is looked for: twice the delay, so that it can have come.
    var coverageAge: TimeSpan { max(definition.labels.delay * 2, .minutes(1)) }

    /// The engine is back: where callers were served before, what was not recorded meanwhile is a gap.
    mutating func reopen(at moment: Timestamp, _ context: FoldContext, _ changes: inout PipelineChanges) {
        guard let servedThrough, moment > servedThrough else { return }
        steerItself(context, &changes) { $0.reopened(after: moment - servedThrough, at: $1) }
    }

    /// The loss of what the caller was given, where that is the metric.
    mutating func tellLoss(_ pending: AnsweredEvent, _ truth: Truth, standingFor weight: Double) {
        guard let rollout, rollout.isSplit, rollout.policy.exposure.split.metric == .loss else { return }
        let loss = Loss.of(pending.prediction.servedOutput, truth: truth, scale: rollout.lossScale)
        units.add(loss * weight, to: pending.event.id)
    }

    /// Hands over the units whose window is over.
    private mutating func closeUnits(_ context: FoldContext, _ changes: inout PipelineChanges) {
        guard let rollout, rollout.takesUnits, units.openCount > 0 else { return }
        let isAutomatic = isAutomationOn && definition.canary.approval == .automatic
        for outcome in units.close(openedBefore: clock - rollout.policy.exposure.split.window) {
            steerItself(context, &changes) { $0.add(outcome, at: $1, automatic: isAutomatic) }
        }
    }
}
