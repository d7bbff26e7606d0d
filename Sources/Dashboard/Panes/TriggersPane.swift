import Domain
import Terminal

/// Each trigger: how far from firing, why not now, and what its last firing brought.
enum TriggersPane {
    static func title(_ model: DashboardModel) -> StyledLine {
        var line = StyledLine("Triggers", .title, .bold)
        guard let pipeline = model.pipeline else { return line }
        line.add("  \(pipeline.name)", .muted)
        if case .off(let user, let since) = pipeline.automation {
            line.add("  AUTO OFF by \(user) since \(since.shortText)", .warn)
        }
        return line
    }

    static func draw(_ context: PaneContext, on canvas: inout Canvas) {
        let rows = context.model.triggerRows
        guard !rows.isEmpty else {
            context.sayEmpty(
                "No trigger: those of the pipeline file appear here with why they don't fire.", on: &canvas)
            return
        }
        var table = TextTable(columns: [
            TextTable.Column("trigger", minimum: 8), TextTable.Column("now", .right, rank: 2),
            TextTable.Column("fires at", .right, rank: 3), TextTable.Column("why not now", minimum: 12, maximum: 36),
            TextTable.Column("last fired", rank: 4), TextTable.Column("outcome", rank: 1),
            TextTable.Column("evidence", rank: 5, maximum: 60),
        ])
        table.rows = rows.map(cells)
        context.draw(table, on: &canvas)
    }

    private static func cells(_ trigger: TriggerSnapshot) -> [StyledLine] {
        let fires = trigger.whyNotNow.isEmpty
        let why = trigger.whyNotNow
        return [
            StyledLine(trigger.kind, trigger.isLive ? .foreground : .muted),
            StyledLine(trigger.value.map(MetricText.short) ?? "–", .foreground),
            StyledLine(MetricText.short(trigger.threshold), .threshold),
            fires ? StyledLine("▸ its search runs", .info) : StyledLine(why, .muted),
            StyledLine(trigger.last?.firedAt.shortText ?? "never", .muted), outcome(trigger.last?.outcome),
            StyledLine(trigger.last?.evidence ?? "", .muted),
        ]
    }

    private static func outcome(_ outcome: TriggerRecord.Outcome?) -> StyledLine {
        switch outcome {
        case nil: StyledLine("–", .muted)
        case .running: StyledLine("▸ running", .info)
        case .promoted: StyledLine("▲ promoted", .ok)
        case .deployed: StyledLine("▲ deployed", .ok)
        case .rolledBack: StyledLine("▼ rolled back", .crit)
        case .rejected: StyledLine("✗ rejected", .crit)
        case .noGain: StyledLine("· no gain", .muted)
        case .failed: StyledLine("✗ failed", .crit)
        case .cancelled: StyledLine("· cancelled", .muted)
        case .superseded: StyledLine("· superseded", .muted)
        }
    }
}
