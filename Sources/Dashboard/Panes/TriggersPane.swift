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
        guard let pipeline = context.pipeline, !rows.isEmpty else {
            context.sayEmpty(
                "No trigger: those of the pipeline file appear here with why they don't fire.", on: &canvas)
            return
        }
        var table = TextTable(columns: [
            TextTable.Column("trigger", minimum: 8), TextTable.Column("now", .right, rank: 2),
            TextTable.Column("fires at", .right, rank: 3), TextTable.Column("why not now", minimum: 12, shrinksTo: 24),
            TextTable.Column("last fired", rank: 4), TextTable.Column("outcome", rank: 1),
            TextTable.Column("evidence", rank: 5, maximum: 90, shrinksTo: 20),
        ])
        table.rows = rows.map { cells($0, of: pipeline) }
        context.draw(table, on: &canvas)
    }

    private static func cells(_ trigger: TriggerSnapshot, of pipeline: PipelineSnapshot) -> [StyledLine] {
        [
            StyledLine(trigger.kind.replacing("-", with: " "), trigger.isLive ? .foreground : .muted),
            StyledLine(trigger.value.map { amount($0, of: trigger.kind) } ?? "–", .foreground),
            StyledLine(amount(trigger.threshold, of: trigger.kind), .threshold),
            why(trigger, in: pipeline),
            StyledLine(trigger.last?.firedAt.shortText ?? "never", .muted), outcome(trigger, in: pipeline),
            StyledLine(trigger.last?.evidence ?? "", .muted),
        ]
    }

    /// A trigger's number in its own unit.
    private static func amount(_ value: Double, of kind: String) -> String {
        switch kind {
        case "periodic": "\(MetricText.fixed(value, places: abs(value) < 10 ? 1 : 0)) d"
        case "new-rows": "\(MetricText.count(value.wholeNumber)) rows"
        case "drift": "\(value.wholeNumber) column\(value.wholeNumber == 1 ? "" : "s")"
        default: MetricText.share(value)
        }
    }

    /// Its search, where that runs; nothing is said of one that has ended.
    private static func search(of trigger: TriggerSnapshot, in pipeline: PipelineSnapshot) -> SearchSnapshot? {
        guard let search = pipeline.search, search.isRunning, search.number == trigger.last?.number else { return nil }
        return search
    }

    private static func why(_ trigger: TriggerSnapshot, in pipeline: PipelineSnapshot) -> StyledLine {
        if !trigger.whyNotNow.isEmpty { return StyledLine(trigger.whyNotNow, .muted) }
        if let canary = pipeline.liveCanary { return StyledLine("canary \(canary.record.candidate) runs", .candidate) }
        if search(of: trigger, in: pipeline) != nil { return StyledLine("its search runs", .info) }
        if pipeline.search?.isRunning == true { return StyledLine("another search runs", .info) }
        return StyledLine("looks again with the next rows", .muted)
    }

    private static func outcome(_ trigger: TriggerSnapshot, in pipeline: PipelineSnapshot) -> StyledLine {
        switch trigger.last?.outcome {
        case nil: return StyledLine("–", .muted)
        case .running:
            guard search(of: trigger, in: pipeline) != nil else { return StyledLine("· ended", .muted) }
            guard let canary = pipeline.liveCanary else { return StyledLine("· search runs", .info) }
            return StyledLine("▲ canary \(canary.record.candidate) runs", .candidate)
        case .promoted: return StyledLine("▲ promoted", .ok)
        case .advised: return StyledLine("▲ advised", .ok)
        case .deployed: return StyledLine("▲ deployed", .ok)
        case .rolledBack: return StyledLine("▼ rolled back", .crit)
        case .rejected: return StyledLine("✗ rejected", .crit)
        case .noGain: return StyledLine("· no gain", .muted)
        case .failed: return StyledLine("✗ failed", .crit)
        case .cancelled: return StyledLine("· cancelled", .muted)
        case .superseded: return StyledLine("· superseded", .muted)
        }
    }
}
