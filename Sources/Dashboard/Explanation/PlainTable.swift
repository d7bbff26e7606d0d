import Terminal

/// Rows of plain text in columns, for a terminal's own scroll or a sheet; signs are replaced before widths are taken.
struct PlainTable {
    let glyphs: GlyphSet
    /// Places of the columns whose words end in line.
    var right: Set<Int> = []

    /// - Returns: A line a row, without blanks at its end.
    func lines(_ rows: [[String]]) -> [String] {
        let rows = rows.map { row in row.map { glyphs == .ascii ? ASCIIText.of($0) : $0 } }
        let count = rows.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in
            rows.map { column < $0.count ? $0[column].columns : 0 }.max() ?? 0
        }
        return rows.map { row in
            let cells = row.enumerated().map { column, text in
                let blanks = String(repeating: " ", count: widths[column] - text.columns)
                return right.contains(column) ? blanks + text : text + blanks
            }
            var line = cells.joined(separator: "  ")
            while line.last == " " { line.removeLast() }
            return line
        }
    }
}
