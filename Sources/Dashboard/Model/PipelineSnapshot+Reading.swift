import Domain

extension PipelineSnapshot {
    /// The rollout that has not ended.
    var liveCanary: CanarySnapshot? {
        guard let canary, !canary.record.state.isEnded else { return nil }
        return canary
    }

    /// Whether stopping now would interrupt something.
    var isAtWork: Bool { liveCanary != nil || search?.isRunning == true }

    /// What a person types to approve.
    var approvalWord: String { isProtected == true ? name.rawValue : "yes" }

    /// Alerts that fire, newest first.
    var firing: [AlertRecord] { alerts.filter { $0.state == .firing } }

    /// Waiting for a person's word: firing and not acknowledged.
    var unacknowledged: [AlertRecord] { firing.filter { $0.acknowledgedBy == nil } }

    var quarantinedRows: [QuarantinedRow] { quarantine.filter { $0.state == .quarantined } }
}

extension DriftSnapshot {
    var isOver: Bool { stability >= limit }
}

extension SearchSnapshot {
    /// The runs that are counted: a refit trains a trial's recipe once more and is none of its own.
    var trials: [RunRecord] { runs.filter { $0.kind != .refit && !$0.isCheck } }

    /// Whether there are trials to pause, to stop or to add to.
    var hasOpenTrials: Bool { isRunning && (pausedBy != nil || trials.contains { !$0.state.isOver }) }

    /// The trials, and a refit whose trial is not among them.
    var listedRuns: [RunRecord] { runs.filter { !$0.isCheck && ($0.kind != .refit || trial(of: $0) == nil) } }

    /// The trial whose recipe a refit trains again, on more rows.
    func trial(of refit: RunRecord) -> RunRecord? {
        trials.first { $0.specification.isSameRecipe(as: refit.specification) }
    }
}

extension TrialSpecification {
    /// Equal but for the rows to train on.
    fileprivate func isSameRecipe(as other: TrialSpecification) -> Bool {
        var same = other
        same.window = window
        return self == same && window <= other.window
    }
}

extension CanarySnapshot {
    /// Whether rolling back would change anything: the candidate has, or is about to get, traffic.
    var canRollBack: Bool {
        switch record.state {
        case .warming, .ramping, .held, .awaitingPromotion, .promoting, .baking, .errored: true
        case .created, .validating, .rejected, .awaitingStart, .promoted, .rollingBack, .rolledBack, .superseded,
            .cancelled:
            false
        }
    }

    /// `v2→v1`: what goes, what comes.
    func exchange(arrow: String) -> String { "\(record.candidate)\(arrow)\(record.champion)" }
}
