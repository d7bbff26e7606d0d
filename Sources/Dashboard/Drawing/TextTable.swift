import Terminal

/// Rows of text in aligned columns; what does not fit is dropped by rank, then cut with an ellipsis.
struct TextTable {
    struct Column {
        enum Alignment {
            case left
            case right
        }

        var title: String
        var alignment: Alignment
        /// 0 is never dropped; the highest goes first.
        var rank: Int
        /// Columns kept even for shorter texts, so that growing numbers don't move the others.
        var minimum: Int
        /// Most that it takes; longer texts are cut.
        var maximum: Int

        init(_ title: String, _ alignment: Alignment = .left, rank: Int = 0, minimum: Int = 0, maximum: Int = 60) {
            self.title = title
            self.alignment = alignment
            self.rank = rank
            self.minimum = minimum
            self.maximum = maximum
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

    /// Where the columns go on a line of `width`.
    func slots(width: Int, withTitles: Bool) -> [Slot] {
        var wanted = columns.indices.map { index in
            let texts = rows.map { $0[index].columns } + [withTitles ? columns[index].title.columns : 0]
            return min(columns[index].maximum, max(columns[index].minimum, texts.max() ?? 0))
        }
        var kept = columns.indices.filter { wanted[$0] > 0 }
        func total() -> Int { kept.reduce(0) { $0 + wanted[$1] + gap } - gap }
        while total() > width, let worst = kept.max(by: { columns[$0].rank < columns[$1].rank }),
            columns[worst].rank > 0
        {
            kept.removeAll { $0 == worst }
        }
        while total() > width, let widest = kept.max(by: { wanted[$0] < wanted[$1] }), wanted[widest] > 4 {
            wanted[widest] -= 1
        }
        var x = 0
        return kept.map { index in
            defer { x += wanted[index] + gap }
            return Slot(column: index, x: x, width: wanted[index])
        }
    }

    func drawTitles(_ slots: [Slot], x: Int, y: Int, width: Int, on canvas: inout Canvas) {
        for slot in slots {
            let title = StyledLine(columns[slot.column].title, .muted)
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
