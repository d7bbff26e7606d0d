import Domain

/// An alert with the pipeline it belongs to.
struct AlertRow: Hashable, Sendable {
    var pipeline: PipelineName
    var alert: AlertRecord
    /// Stream time since it fired, or began.
    var age: TimeSpan
}

extension DashboardModel {
    /// Those over their limit first, then by the number as it is shown; equal ones by name.
    var driftRows: [DriftSnapshot] {
        let rows = (pipeline?.drift ?? []).filter { matches(.drift, $0.name) }
        func shown(_ drift: DriftSnapshot) -> Int { (drift.stability * 100).rounded().wholeNumber }
        return rows.sorted { left, right in
            guard left.isOver == right.isOver else { return left.isOver }
            return shown(left) == shown(right) ? left.name < right.name : shown(left) > shown(right)
        }
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

    /// Alerts that fire anywhere, acknowledged ones too.
    var openWarnings: Int { pipelines.reduce(0) { $0 + $1.firing.count } }

    var warningsText: String { "\(openWarnings) warning\(openWarnings == 1 ? "" : "s")" }

    private func matches(_ pane: PaneKind, _ texts: String...) -> Bool {
        guard pane == focus, !filter.isEmpty else { return true }
        let wanted = filter.lowercased()
        return texts.contains { $0.lowercased().contains(wanted) }
    }
}
