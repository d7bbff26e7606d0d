import Domain
import Terminal

/// What a pane gets: the model and the area inside its frame.
struct PaneContext {
    let model: DashboardModel
    let pane: PaneKind
    let area: Rect

    var pipeline: PipelineSnapshot? { model.pipeline }
    var isFocused: Bool { model.focus == pane }
    var row: Int { model.row(of: pane) }

    /// The first row of a list of `count` that is shown on `height` lines so that the marked row is among them.
    func firstRow(of count: Int, height: Int) -> Int {
        guard count > height, height > 0 else { return 0 }
        return min(max(0, row - height / 2), count - height)
    }

    /// Draws one sentence where there is nothing to show yet.
    func sayEmpty(_ sentence: String, on canvas: inout Canvas) {
        for (index, line) in sentence.wrapped(to: area.width).prefix(area.height).enumerated() {
            canvas.write(line, x: area.x, y: area.y + index, width: area.width, Style(.muted))
        }
    }

    /// Draws a table under an optional heading line; the marked row is shown reversed while the pane has the focus.
    func draw(_ table: TextTable, below heading: Int = 0, on canvas: inout Canvas) {
        let lines = area.height - heading
        guard lines > 0, !table.rows.isEmpty else { return }
        let hasTitles = lines >= 4 && table.columns.contains { !$0.title.isEmpty }
        let inner = area.width - 2
        let slots = table.slots(width: inner, withTitles: hasTitles)
        var y = area.y + heading
        if hasTitles {
            table.drawTitles(slots, x: area.x + 2, y: y, width: inner, on: &canvas)
            y += 1
        }
        let height = area.y + area.height - y
        let first = firstRow(of: table.rows.count, height: height)
        for index in first..<min(table.rows.count, first + height) {
            if isFocused, index == row {
                canvas.write("▸", x: area.x, y: y, width: 1, Style(.borderFocus))
            }
            table.drawRow(index, slots, x: area.x + 2, y: y, width: inner, on: &canvas)
            y += 1
        }
    }
}
