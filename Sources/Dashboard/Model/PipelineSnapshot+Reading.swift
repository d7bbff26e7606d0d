import Domain

extension PipelineSnapshot {
    /// The rollout that has not ended.
    var liveCanary: CanarySnapshot? {
        guard let canary, !canary.record.state.isEnded else { return nil }
        return canary
    }

    /// Whether stopping now would interrupt something.
    var isAtWork: Bool { liveCanary != nil || search?.isRunning == true }

    /// Alerts that fire, newest first.
    var firing: [AlertRecord] { alerts.filter { $0.state == .firing } }

    /// Waiting for a person's word: firing and not acknowledged.
    var unacknowledged: [AlertRecord] { firing.filter { $0.acknowledgedBy == nil } }

    var quarantinedRows: [QuarantinedRow] { quarantine.filter { $0.state == .quarantined } }
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
