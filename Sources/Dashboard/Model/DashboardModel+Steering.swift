import Domain

extension DashboardModel {
    /// What is wanted of something that can be on or off.
    enum Wish: Hashable {
        case toggle
        case on
        case off
    }

    mutating func steer(_ action: DashboardAction) -> [DashboardEffect] {
        if case .stopCountdown = action {
            stopCountdown()
            return []
        }
        guard !session.isReadOnly else { return refuseReadOnly() }
        guard case .live = picture else {
            refuse("The picture is frozen: f or . returns to now, then act.")
            return []
        }
        guard let pipeline else {
            refuse("There is no pipeline yet.")
            return []
        }
        switch action {
        case .approve: openApproval(pipeline)
        case .rollBack: return rollBack(pipeline)
        case .hold: return hold(.toggle, pipeline)
        case .retrain: overlay = .reason(pipeline.name, TextField())
        case .toggleAutomation: return setAutomation(.toggle, pipeline)
        case .acknowledge: return acknowledge(pipeline)
        case .pauseSearch, .stopSearch, .extendSearch: return steerSearch(action, pipeline)
        default: break
        }
        return []
    }

    func intent(_ pipeline: PipelineName, _ command: Command, reason: String = "") -> DashboardEffect {
        .submit(Intent(pipeline: pipeline, command: command, user: session.user, reason: reason, time: now))
    }

    private mutating func openApproval(_ pipeline: PipelineSnapshot) {
        guard let canary = pipeline.liveCanary, canary.awaitsApproval != nil else {
            let other = snapshot.needs.first { need in
                if case .approval = need.kind { need.pipeline != pipeline.name } else { false }
            }
            let hint = other.map { " \($0.pipeline) waits: ! goes there." } ?? ""
            refuse("Nothing of \(pipeline.name) waits for approval.\(hint)")
            return
        }
        overlay = .approve(ApproveCard(pipeline: pipeline.name, canary: canary))
    }

    /// The second press acts on what the card said, whatever the canary did meanwhile.
    private mutating func rollBack(_ pipeline: PipelineSnapshot) -> [DashboardEffect] {
        if case .rollBack(let card) = overlay {
            overlay = nil
            inform("Rolling back \(card.candidate) of \(card.pipeline)")
            return [intent(card.pipeline, .rollBack(version: card.candidate))]
        }
        guard let canary = pipeline.canary, canary.canRollBack else {
            refuse("\(pipeline.name) has no candidate with traffic to roll back.")
            return []
        }
        overlay = .rollBack(
            RollBackCard(
                pipeline: pipeline.name, candidate: canary.record.candidate, champion: canary.record.champion))
        return []
    }

    mutating func hold(_ wish: Wish, _ pipeline: PipelineSnapshot) -> [DashboardEffect] {
        guard let canary = pipeline.liveCanary else {
            refuse("\(pipeline.name) has no canary to hold.")
            return []
        }
        let number = canary.record.number
        switch (canary.record.state, wish) {
        case (.held, .toggle), (.held, .off):
            inform("Resuming \(canary.record.candidate) of \(pipeline.name)")
            return [intent(pipeline.name, .resume(rollout: number, revision: canary.revision))]
        case (.held, .on): refuse("\(canary.record.candidate) is held already.")
        case (_, .off): refuse("\(canary.record.candidate) is not held.")
        case (.ramping, _), (.awaitingPromotion, _):
            inform("Holding \(canary.record.candidate) of \(pipeline.name)")
            return [intent(pipeline.name, .hold(rollout: number, revision: canary.revision))]
        case (.created, _), (.validating, _), (.awaitingStart, _), (.warming, _), (.promoting, _), (.baking, _),
            (.errored, _), (.rollingBack, _), (.rejected, _), (.promoted, _), (.rolledBack, _), (.superseded, _),
            (.cancelled, _):
            refuse("\(canary.record.candidate) is \(canary.record.state.name): there is nothing to hold.")
        }
        return []
    }

    mutating func setAutomation(_ wish: Wish, _ pipeline: PipelineSnapshot) -> [DashboardEffect] {
        switch (pipeline.automation, wish) {
        case (.on, .toggle), (.on, .off):
            inform("Pausing the automation of \(pipeline.name)")
            return [intent(pipeline.name, .pauseAutomation)]
        case (.off, .toggle), (.off, .on):
            inform("Resuming the automation of \(pipeline.name)")
            return [intent(pipeline.name, .resumeAutomation)]
        case (.on, .on): refuse("The automation of \(pipeline.name) is on.")
        case (.off, .off): refuse("The automation of \(pipeline.name) is off already.")
        }
        return []
    }

    /// In the Alerts pane the marked one, back and forth; elsewhere the newest that nobody has acknowledged.
    private mutating func acknowledge(_ pipeline: PipelineSnapshot) -> [DashboardEffect] {
        if focus == .alerts, alertRows.indices.contains(row(of: .alerts)) {
            let marked = alertRows[row(of: .alerts)]
            guard marked.alert.state == .firing else {
                refuse("That alert is \(marked.alert.state.rawValue); only a firing one can be acknowledged.")
                return []
            }
            let isKnown = marked.alert.acknowledgedBy != nil
            let number = marked.alert.number
            inform("\(isKnown ? "Taking back" : "Acknowledging") \(marked.alert.rule.rawValue) of \(marked.pipeline)")
            return [intent(marked.pipeline, isKnown ? .unacknowledge(alert: number) : .acknowledge(alert: number))]
        }
        guard let alert = pipeline.unacknowledged.first else {
            refuse("No alert of \(pipeline.name) waits to be acknowledged.")
            return []
        }
        inform("Acknowledging \(alert.rule.rawValue) of \(pipeline.name)")
        return [intent(pipeline.name, .acknowledge(alert: alert.number))]
    }
}
