import Domain
import Terminal

/// What a pane gets: the model and the area inside its frame.
struct PaneContext {
    let model: DashboardModel
    let pane: PaneKind
    let area: Rect
    /// The row of the frame's lower line, which says how much lies below.
    let border: Int

    init(model: DashboardModel, pane: PaneKind, area: Rect) {
        self.init(model: model, pane: pane, area: area, border: area.y + area.height)
    }

    private init(model: DashboardModel, pane: PaneKind, area: Rect, border: Int) {
        self.model = model
        self.pane = pane
        self.area = area
        self.border = border
    }

    /// The same pane with less room, under or over other lines of it.
    func within(_ area: Rect) -> PaneContext {
        PaneContext(model: model, pane: pane, area: area, border: border)
    }

    /// Says on the frame how many rows come after the last one shown, where any do.
    func sayMore(_ count: Int, on canvas: inout Canvas) {
        guard count > 0 else { return }
        let dots = canvas.isASCII ? "..." : "…"
        canvas.write(" \(dots) \(count) more ", x: area.x, y: border, width: area.width, Style(.muted))
    }

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

    /// Draws a table under an optional heading line; a sign stands before the marked row while the pane has the focus.
    ///
    /// - Parameters:
    ///   - table: The rows.
    ///   - heading: Lines above that are left free.
    ///   - rows: Where the table's rows stand among how many; nil where they are all.
    ///   - flags: The rows that have a second sign, in a column of its own; nil where none can have one.
    ///   - canvas: Drawn on.
    func draw(
        _ table: TextTable, below heading: Int = 0, rows: (offset: Int, count: Int)? = nil, flags: Set<Int>? = nil,
        on canvas: inout Canvas
    ) {
        let table = table.prepared(for: canvas)
        let lines = area.height - heading
        guard lines > 0, !table.rows.isEmpty else { return }
        let hasTitles = lines >= 4 && table.columns.contains { !$0.title.isEmpty }
        let inset = flags == nil ? 2 : 3
        let inner = area.width - inset
        let slots = table.slots(width: inner, withTitles: hasTitles)
        var y = area.y + heading
        if hasTitles {
            table.drawTitles(slots, x: area.x + inset, y: y, width: inner, on: &canvas)
            y += 1
        }
        let height = area.y + area.height - y
        let (offset, count) = rows ?? (0, table.rows.count)
        let first = firstRow(of: count, height: height)
        for place in first..<min(count, first + height) {
            if isFocused, place == row {
                canvas.write("▸", x: area.x, y: y, width: 1, Style(.borderFocus))
            }
            let index = place - offset
            guard table.rows.indices.contains(index) else {
                y += 1
                continue
            }
            if flags?.contains(index) == true {
                canvas.write("◆", x: area.x + 1, y: y, width: 1, Style(.selectionForeground, .bold))
            }
            table.drawRow(index, slots, x: area.x + inset, y: y, width: inner, on: &canvas)
            y += 1
        }
        sayMore(count - first - height, on: &canvas)
    }
}
