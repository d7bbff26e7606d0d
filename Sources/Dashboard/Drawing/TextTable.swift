import Terminal

/// Rows of text in aligned columns; what does not fit is dropped by rank, then cut with an ellipsis.
struct TextTable {
    struct Column {
        enum Alignment {
            case left
            case right
        }

        var title: String
        var titleStyle = Style(.muted)
        var alignment: Alignment
        /// 0 is never dropped; the highest goes first.
        var rank: Int
        /// Columns kept even for shorter texts, so that growing numbers don't move the others.
        var minimum: Int
        /// Most that it takes; longer texts are cut.
        var maximum: Int
        /// Least that it is shortened to before another column is dropped for it; nil where it keeps its width.
        var shrinksTo: Int?

        init(
            _ title: String, _ alignment: Alignment = .left, rank: Int = 0, minimum: Int = 0, maximum: Int = 60,
            shrinksTo: Int? = nil
        ) {
            self.title = title
            self.alignment = alignment
            self.rank = rank
            self.minimum = minimum
            self.maximum = maximum
            self.shrinksTo = shrinksTo
        }
    }

    /// A column's place on the line.
    struct Slot: Hashable {
        var column: Int
        var x: Int
        var width: Int
    }

    var columns: [Column]
    var rows: [[StyledLine]] = []
    var gap = 2

    /// With its texts as the canvas will write them.
    func prepared(for canvas: Canvas) -> TextTable {
        guard canvas.isASCII else { return self }
        var table = self
        table.rows = rows.map { row in row.map(canvas.prepared) }
        for index in columns.indices { table.columns[index].title = ASCIIText.of(columns[index].title) }
        return table
    }

    /// Where the columns go on a line of `width`.
    func slots(width: Int, withTitles: Bool) -> [Slot] {
        let wanted = columns.indices.map { index in
            let texts = rows.map { $0[index].columns } + [withTitles ? columns[index].title.columns : 0]
            return min(columns[index].maximum, max(columns[index].minimum, texts.max() ?? 0))
        }
        var widths = columns.indices.map { index in
            columns[index].shrinksTo.map { min($0, wanted[index]) } ?? wanted[index]
        }
        var kept = columns.indices.filter { wanted[$0] > 0 }
        func total() -> Int { kept.reduce(0) { $0 + widths[$1] + gap } - gap }
        while total() > width, let worst = kept.max(by: { columns[$0].rank < columns[$1].rank }),
            columns[worst].rank > 0
        {
            kept.removeAll { $0 == worst }
        }
        for index in kept.sorted(by: { columns[$0].rank < columns[$1].rank }) {
            widths[index] += min(wanted[index] - widths[index], max(0, width - total()))
        }
        while total() > width, let widest = kept.max(by: { widths[$0] < widths[$1] }), widths[widest] > 4 {
            widths[widest] -= 1
        }
        var x = 0
        return kept.map { index in
            defer { x += widths[index] + gap }
            return Slot(column: index, x: x, width: widths[index])
        }
    }

    func drawTitles(_ slots: [Slot], x: Int, y: Int, width: Int, on canvas: inout Canvas) {
        for slot in slots {
            let style = columns[slot.column].titleStyle
            let title = StyledLine(pieces: [StyledLine.Piece(text: columns[slot.column].title, style: style)])
            draw(title, slot, x: x, y: y, width: width, on: &canvas)
        }
    }

    func drawRow(_ row: Int, _ slots: [Slot], x: Int, y: Int, width: Int, on canvas: inout Canvas) {
        for slot in slots { draw(rows[row][slot.column], slot, x: x, y: y, width: width, on: &canvas) }
    }

    private func draw(_ line: StyledLine, _ slot: Slot, x: Int, y: Int, width: Int, on canvas: inout Canvas) {
        let room = min(slot.width, width - slot.x)
        guard room > 0 else { return }
        switch columns[slot.column].alignment {
        case .left: canvas.write(line, x: x + slot.x, y: y, width: room)
        case .right: canvas.writeRight(line, right: x + slot.x + room, y: y, width: room)
        }
    }
}
