import Domain

extension Engine {
    /// Runs the notification command for each alert that has just begun to fire.
    func announce(_ changes: PipelineChanges, at index: Int) {
        let command = pipelines[index].state.definition.monitors.notify
        guard mode == .live, !command.isEmpty else { return }
        let name = pipelines[index].name
        for alert in changes.alerts where alert.state == .firing && alert.acknowledgedBy == nil && alert.flaps == 0 {
            guard alert.rule != .notificationFailed, pipelines[index].announced.insert(alert.number).inserted else {
                continue
            }
            Task { [environment] in
                let failure = await environment.notifier.notify(alert, of: name, command: command)
                self.notified(alert.number, pipeline: name, failure: failure)
            }
        }
    }

    private func notified(_ alert: Int, pipeline: PipelineName, failure: String?) {
        guard let index = pipelines.firstIndex(where: { $0.name == pipeline }) else { return }
        let isFailing = pipelines[index].state.alerts.firing.contains { $0.rule == .notificationFailed }
        guard failure != nil || isFailing else { return }
        fold(.notification(alert: alert, failure: failure), at: index)
        wake.yield()
    }
}
