import Domain

/// An alert with the pipeline it belongs to.
struct AlertRow: Hashable, Sendable {
    var pipeline: PipelineName
    var alert: AlertRecord
    /// Stream time since it fired, or began.
    var age: TimeSpan
}

extension DashboardModel {
    var leaderboardRows: [RunRecord] {
        let runs = pipeline?.search?.runs ?? []
        return runs.filter { matches(.leaderboard, $0.summary, $0.specification.learner.rawValue, $0.state.rawValue) }
    }

    /// Largest distance first, as the history has it, so that rows change places no oftener than it grows; equal ones by
    /// name.
    var driftRows: [DriftSnapshot] {
        let rows = (pipeline?.drift ?? []).filter { matches(.drift, $0.name) }
        func distance(_ drift: DriftSnapshot) -> Double { drift.history.last ?? drift.stability }
        return rows.sorted { (distance($0), $1.name) > (distance($1), $0.name) }
    }

    /// The selected pipeline's alerts newest first, then those of the others in the order of the rows.
    var alertRows: [AlertRow] {
        let others = pipelines.filter { $0.name != selected }
        let ordered = (pipeline.map { [$0] } ?? []) + others
        let rows = ordered.flatMap { pipeline in
            pipeline.alerts.map { alert in
                let age = pipeline.streamTime - (alert.firedAt ?? alert.since)
                return AlertRow(pipeline: pipeline.name, alert: alert, age: age)
            }
        }
        return rows.filter {
            matches(.alerts, $0.pipeline.rawValue, $0.alert.rule.rawValue, $0.alert.subject, $0.alert.text)
        }
    }

    var triggerRows: [TriggerSnapshot] {
        (pipeline?.triggers ?? []).filter { matches(.triggers, $0.kind, $0.whyNotNow) }
    }

    var dataRows: [QuarantinedRow] {
        (pipeline?.quarantine ?? []).filter {
            matches(.data, $0.column, $0.rule.rawValue, $0.value, $0.state.rawValue, "\($0.row.number)")
        }
    }

    private func matches(_ pane: PaneKind, _ texts: String...) -> Bool {
        guard pane == focus, !filter.isEmpty else { return true }
        let wanted = filter.lowercased()
        return texts.contains { $0.lowercased().contains(wanted) }
    }
}
