import Terminal

/// A sheet over all panes: lines to scroll through, and a block at their right that stays.
struct SheetFrame {
    private static let gap = 3

    var title: StyledLine
    var lines: [StyledLine]
    var side: [StyledLine] = []
    /// Columns that the block at the right takes.
    var sideWidth = 0
    var scroll = 0

    /// Lines that are seen at once on a screen of so many.
    static func height(of rows: Int) -> Int { max(1, rows - 2) }

    /// Columns of the lines inside of a frame of `width`.
    static func width(of columns: Int) -> Int { max(1, columns - 4) }

    func draw(in screen: Rect, on canvas: inout Canvas) {
        canvas.fill(screen, Style(.foreground))
        let inside = PaneFrame(title: title, badge: "", isFocused: true).draw(screen, on: &canvas)
        let first = min(scroll, max(0, lines.count - inside.height))
        let width = side.isEmpty ? inside.width : inside.width - sideWidth - Self.gap
        for (index, line) in lines.dropFirst(first).prefix(inside.height).enumerated() {
            canvas.write(canvas.aligned(line), x: inside.x, y: inside.y + index, width: width)
        }
        let right = inside.x + inside.width - sideWidth
        for (index, line) in side.prefix(inside.height).enumerated() {
            canvas.write(canvas.aligned(line), x: right, y: inside.y + index, width: sideWidth)
        }
        let below = lines.count - first - inside.height
        guard below > 0 else { return }
        let dots = canvas.isASCII ? "..." : "…"
        canvas.write(
            " \(dots) \(below) more, j scrolls ", x: inside.x, y: inside.y + inside.height, width: inside.width,
            Style(.muted))
    }

    /// What may stand at the left of a block of so many columns.
    static func leftWidth(of width: Int, beside side: Int) -> Int { width - side - gap }
}
