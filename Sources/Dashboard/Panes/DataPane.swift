import Domain
import Terminal

/// The rows that broke a rule, with value, bound and what became of them.
enum DataPane {
    static func title(_ model: DashboardModel) -> StyledLine {
        var line = StyledLine("Data", .title, .bold)
        guard let pipeline = model.pipeline else { return line }
        line.add("  \(pipeline.name)", .muted)
        line.add(
            "  \(MetricText.count(pipeline.events)) rows, \(MetricText.count(pipeline.quarantined)) quarantined", .muted
        )
        return line
    }

    static func draw(_ context: PaneContext, on canvas: inout Canvas) {
        let rows = context.model.dataRows
        guard !rows.isEmpty else {
            let status = context.pipeline.map { " The source: \($0.sourceStatus)." } ?? ""
            context.sayEmpty(
                "No quarantined row: one that breaks a rule appears here with the rule and the value.\(status)",
                on: &canvas)
            return
        }
        context.draw(table(rows), on: &canvas)
    }

    static func table(_ rows: [QuarantinedRow]) -> TextTable {
        var table = TextTable(columns: [
            TextTable.Column("row", .right, minimum: 6), TextTable.Column("time", rank: 5),
            TextTable.Column("rule"), TextTable.Column("column", rank: 1, maximum: 32, shrinksTo: 10),
            TextTable.Column("value", .right, maximum: 24, shrinksTo: 10),
            TextTable.Column("allowed", rank: 2, maximum: 32, shrinksTo: 12),
            TextTable.Column("state", rank: 3, minimum: 11),
        ])
        table.rows = rows.map(cells)
        return table
    }

    private static func cells(_ row: QuarantinedRow) -> [StyledLine] {
        let state: StyledLine
        switch row.state {
        case .quarantined: state = StyledLine("◆ quarantined", .warn)
        case .released: state = StyledLine("✓ released", .ok)
        case .dropped: state = StyledLine("✗ dropped", .muted)
        }
        return [
            StyledLine("\(row.row.number)"), StyledLine(row.time.shortText, .muted),
            StyledLine(row.rule.rawValue.replacing("-", with: " ")), StyledLine(row.column),
            StyledLine(row.value, .crit), StyledLine(row.bound, .muted), state,
        ]
    }
}
