import Domain
import Terminal

/// Each column's distance from its reference over time, worst first.
enum DriftPane {
    static func title(_ model: DashboardModel) -> StyledLine {
        var line = StyledLine("Drift", .title, .bold)
        guard let pipeline = model.pipeline else { return line }
        line.add("  \(pipeline.name), population stability", .muted)
        if !pipeline.drift.isEmpty { line.add("; 9: over the limit", .muted) }
        return line
    }

    static func draw(_ context: PaneContext, on canvas: inout Canvas) {
        let rows = context.model.driftRows
        guard !rows.isEmpty else {
            context.sayEmpty(emptySentence(context), on: &canvas)
            return
        }
        let area = context.area
        let names = min(max(8, rows.map(\.name.columns).max() ?? 8), max(8, area.width - valueWidth(area) - 16))
        let marked = rows[min(context.row, rows.count - 1)]
        let below = marked.reference.count + 2
        let showsBins = context.isFocused && area.height >= min(rows.count, 3) + below && !marked.reference.isEmpty
        let height = showsBins ? area.height - below : area.height
        if showsBins {
            let top = area.y + min(rows.count, height) + 1
            let bins = Rect(x: area.x + 2, y: top, width: area.width - 2, height: below - 1)
            DriftBins(drift: marked).draw(bins, on: &canvas)
        }
        let first = context.firstRow(of: rows.count, height: height)
        for (line, index) in (first..<min(rows.count, first + height)).enumerated() {
            let isMarked = context.isFocused && index == context.row
            draw(rows[index], isMarked, names: names, area, y: area.y + line, on: &canvas)
        }
        context.sayMore(rows.count - first - height, on: &canvas)
    }

    private static func valueWidth(_ area: Rect) -> Int { 8 + (area.width >= 70 ? 18 : 0) }

    private static func emptySentence(_ context: PaneContext) -> String {
        context.model.filter.isEmpty || !context.isFocused
            ? "No drift yet: each column appears here once the reference window is full."
            : "No column has \(context.model.filter) in its name."
    }

    private static func draw(
        _ drift: DriftSnapshot, _ isMarked: Bool, names: Int, _ area: Rect, y: Int, on canvas: inout Canvas
    ) {
        if isMarked { canvas.write("▸", x: area.x, y: y, width: 1, Style(.borderFocus)) }
        canvas.write(drift.name, x: area.x + 2, y: y, width: names, Style(.foreground))
        let values = valueWidth(area)
        let heat = Rect(
            x: area.x + 3 + names, y: y, width: max(0, area.width - names - 4 - values), height: 1)
        drawHeat(drift, heat, on: &canvas)
        let isOver = drift.isOver
        var text = StyledLine(MetricText.share(drift.stability, places: 2), isOver ? .crit : .foreground)
        text.add(isOver ? " ! " : "   ", .crit, .bold)
        if area.width >= 70 {
            text.add("limit \(MetricText.share(drift.limit, places: 2))", .muted)
            text.add(Self.share(drift.outOfRangeShare, " out") ?? Self.share(drift.missingShare, " none") ?? "", .muted)
        }
        canvas.writeRight(text, right: area.x + area.width, y: y, width: values)
    }

    /// A share above 0 with what it is of, eight columns wide.
    private static func share(_ value: Double, _ word: String) -> String? {
        guard value > 0 else { return nil }
        let text = " \(MetricText.percent((value * 100).rounded(.up)))\(word)"
        return text + String(repeating: " ", count: max(0, 9 - text.columns))
    }

    /// Digits 1–8 in eighths of the limit, 9 at and over it; a dot for less than half an eighth.
    private static func drawHeat(_ drift: DriftSnapshot, _ area: Rect, on canvas: inout Canvas) {
        let history = drift.history.suffix(area.width)
        var x = area.x + area.width - history.count
        for value in history {
            let eighths = drift.limit > 0 ? value / drift.limit * 8 : 0
            let step = eighths >= 8 ? 9 : min(8, max(0, eighths.rounded().wholeNumber))
            let text = step == 0 ? "·" : "\(step)"
            canvas.write(text, x: x, y: area.y, width: 1, Style(Role.heat(min(8, step))))
            x += 1
        }
    }
}
