import Domain
import Terminal

/// Alerts of the selected pipeline first, newest first, with who took them on.
enum AlertsPane {
    static func title(_ model: DashboardModel) -> StyledLine {
        var line = StyledLine("Alerts", .title, .bold)
        let waiting = model.pipelines.reduce(0) { $0 + $1.unacknowledged.count }
        if waiting > 0 { line.add("  \(waiting) not acknowledged", .warn) }
        return line
    }

    static func draw(_ context: PaneContext, on canvas: inout Canvas) {
        let rows = context.model.alertRows
        guard !rows.isEmpty else {
            context.sayEmpty(
                "No alert yet: what drifts, decays or breaks a rule appears here when it fires.", on: &canvas)
            return
        }
        let isSpacious = context.area.width >= 90
        var table = TextTable(columns: [
            TextTable.Column("", .right, rank: 2, minimum: 5), TextTable.Column("", minimum: 8, maximum: 16),
            TextTable.Column("", rank: 4, maximum: 18), TextTable.Column("", rank: 1, maximum: 32, shrinksTo: 14),
            TextTable.Column("", rank: 0, minimum: 8, maximum: isSpacious ? 60 : context.area.width < 60 ? 25 : 40),
            TextTable.Column("", rank: 3, maximum: 24), TextTable.Column("", rank: 5),
        ])
        table.gap = context.area.width < 60 ? 1 : 2
        table.rows = rows.map { cells($0.alert, of: $0.pipeline, age: $0.age) }
        context.draw(table, on: &canvas)
    }

    private static func cells(_ alert: AlertRecord, of pipeline: PipelineName, age: TimeSpan) -> [StyledLine] {
        let word = alert.stateWord
        let isOver = alert.state == .resolved
        var state = StyledLine("\(word.glyph) \(word.word)", word.role)
        if alert.flaps > 0 { state.add(" ×\(alert.flaps + 1)", .muted) }
        var text = StyledLine(alert.isDrill ? "drill: " : "", .badgeReadOnly)
        text.add(alert.text, isOver ? .muted : .foreground)
        return [
            StyledLine(age.ageText, .muted), state,
            StyledLine(alert.rule.rawValue.replacing("-", with: " "), isOver ? .muted : .foreground),
            StyledLine(pipeline.rawValue, .muted), text, StyledLine(alert.subject, .muted),
            StyledLine((alert.firedAt ?? alert.since).shortText, .muted),
        ]
    }
}
