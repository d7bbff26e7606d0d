import Terminal

/// The frame of a pane: title at the left, its number at the right, the lines inside.
struct PaneFrame {
    var title: StyledLine
    /// At the right of the title's line: the pane's number, or what is hidden.
    var badge: String
    var isFocused: Bool

    /// Draws the frame and returns the area inside, one column free at both sides.
    func draw(_ area: Rect, on canvas: inout Canvas) -> Rect {
        guard area.width >= 4, area.height >= 2 else { return Rect(x: area.x, y: area.y, width: 0, height: 0) }
        let style = Style(isFocused ? .borderFocus : .border)
        let right = area.x + area.width - 1
        let bottom = area.y + area.height - 1
        let line = String(repeating: "─", count: area.width - 2)
        canvas.write("┌\(line)┐", x: area.x, y: area.y, width: area.width, style)
        canvas.write("└\(line)┘", x: area.x, y: bottom, width: area.width, style)
        for y in (area.y + 1)..<max(area.y + 1, bottom) {
            canvas.write("│", x: area.x, y: y, width: 1, style)
            canvas.write("│", x: right, y: y, width: 1, style)
        }
        drawTitle(area, on: &canvas)
        return Rect(x: area.x + 2, y: area.y + 1, width: area.width - 4, height: area.height - 2)
    }

    /// The badge goes first where both do not fit.
    private func drawTitle(_ area: Rect, on canvas: inout Canvas) {
        let wanted = badge.isEmpty ? 0 : badge.columns + 3
        let first = title.pieces.first?.text.columns ?? 0
        let badgeWidth = area.width - 7 - wanted >= first ? wanted : 0
        let room = area.width - 5 - badgeWidth
        guard room >= 4 else { return }
        let end = canvas.write(StyledLine(" ") + title.fitting(room), x: area.x + 2, y: area.y, width: room)
        canvas.write(" ", x: end, y: area.y, width: 1, Style(.foreground))
        guard badgeWidth > 0 else { return }
        canvas.write(
            " \(badge) ", x: area.x + area.width - badgeWidth - 1, y: area.y, width: badgeWidth, Style(.muted))
    }
}
