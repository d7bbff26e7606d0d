import Domain
import Terminal

/// A card over the panes: a title, lines of text, and the keys that answer it.
struct CardFrame {
    var title: String
    var role: Role
    var lines: [StyledLine]
    var keys: [Hint]

    /// Draws it in the middle of `screen`, as large as its lines need and the screen allows.
    ///
    /// Where there is too little room blank lines go first, then lines before the last one, which asks the question.
    func draw(in screen: Rect, on canvas: inout Canvas) {
        let lines = lines.map(canvas.prepared)
        let keys = canvas.prepared(keys)
        let widest = (lines.map(\.columns) + [title.columns + 8, AttentionLine.keys(keys).columns]).max() ?? 0
        let width = min(screen.width - 2, max(38, widest + 6))
        let wrapped = lines.flatMap { $0.wrapped(to: width - 6) }
        let isTight = wrapped.count + 5 > screen.height
        let frames = isTight ? 3 : 5
        let rows = isTight ? Self.fitting(lines, in: max(1, screen.height - frames)) : wrapped
        let height = min(screen.height, rows.count + frames)
        let area = Rect(
            x: screen.x + (screen.width - width) / 2, y: screen.y + (screen.height - height) / 2, width: width,
            height: height)
        canvas.fill(Rect(x: area.x - 1, y: area.y, width: area.width + 2, height: area.height), Style(.foreground))
        let frame = PaneFrame(title: StyledLine(title, role, .bold), badge: "", isFocused: true)
        _ = frame.draw(area, on: &canvas)
        for (index, row) in rows.prefix(max(0, height - 3)).enumerated() {
            canvas.write(row, x: area.x + 3, y: area.y + (isTight ? 1 : 2) + index, width: width - 6)
        }
        canvas.write(
            AttentionLine.keys(keys), x: area.x + 3, y: area.y + height - 2, width: width - 6)
    }

    private static func fitting(_ lines: [StyledLine], in height: Int) -> [StyledLine] {
        let full = lines.filter { !$0.isEmpty }
        guard full.count > height, let last = full.last else { return full }
        return full.prefix(height - 1) + [last]
    }
}

extension StyledLine {
    /// Itself where it fits; else its text broken at blanks, in the style of its first piece.
    ///
    /// What stands in columns, parted by two blanks or more, keeps them: the last one takes as many lines as it needs.
    func wrapped(to width: Int) -> [StyledLine] {
        guard columns > width, let first = pieces.first else { return [self] }
        let text = pieces.map(\.text).joined()
        let parted = zip(text.indices, zip(text, text.dropFirst())).filter { $0.1.0 == " " && $0.1.1 == " " }
        let head = parted.last.map { String(text[...text.index(after: $0.0)]) } ?? ""
        guard head.columns <= width / 2 else {
            return text.wrapped(to: width).map { StyledLine(pieces: [Piece(text: $0, style: first.style)]) }
        }
        let blanks = String(repeating: " ", count: head.columns)
        return text.dropFirst(head.count).description.wrapped(to: width - head.columns).enumerated().map { row, part in
            StyledLine(pieces: [Piece(text: (row == 0 ? head : blanks) + part, style: first.style)])
        }
    }
}
