/// A screenful of cells: what drawing writes to and a backend shows.
package struct ScreenBuffer: Hashable, Sendable {
    package let size: Size
    private(set) var cells: [Cell]

    package init(size: Size) {
        self.size = size
        cells = Array(repeating: .blank, count: max(0, size.columns * size.rows))
    }

    /// The cell at a place inside the screen; what is written outside is lost.
    package subscript(x x: Int, y y: Int) -> Cell {
        get { contains(x, y) ? cells[y * size.columns + x] : .blank }
        set { if contains(x, y) { cells[y * size.columns + x] = newValue } }
    }

    /// Writes text from a place on and gives the column after it; what lies beyond `limit` columns or the edge is cut.
    ///
    /// Control characters are left out, and a wide character that is cut in half becomes a blank.
    ///
    /// - Complexity: O(length)
    @discardableResult
    package mutating func put(_ text: String, x: Int, y: Int, style: Style, limit: Int? = nil) -> Int {
        let end = min(size.columns, limit.map { x + $0 } ?? size.columns)
        var column = x
        for character in text {
            let width = displayWidth(of: character)
            guard width > 0 else { continue }
            guard column < end else { break }
            guard column + width <= end else {
                self[x: column, y: y] = Cell(text: " ", width: 1, style: style)
                return end
            }
            self[x: column, y: y] = Cell(text: character, width: width, style: style)
            if width == 2 { self[x: column + 1, y: y] = Cell(text: " ", width: 0, style: style) }
            column += width
        }
        return column
    }

    /// The cells of a row, left to right.
    func row(_ y: Int) -> ArraySlice<Cell> {
        cells[y * size.columns..<(y + 1) * size.columns]
    }

    /// Blanks a rectangle in a style.
    package mutating func fill(_ area: Rect, style: Style) {
        for y in max(0, area.y)..<max(0, area.y, min(size.rows, area.y + area.height)) {
            for x in max(0, area.x)..<max(0, area.x, min(size.columns, area.x + area.width)) {
                self[x: x, y: y] = Cell(text: " ", width: 1, style: style)
            }
        }
    }

    /// The rows as text, blanks at their ends cut off.
    package func text() -> String {
        rows { $0.width == 0 ? "" : String($0.text) }
    }

    /// The rows as letters, one a cell by its role: the golden tests' second grid.
    package func roles() -> String {
        let letters = Array("·abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
        return rows { cell in
            guard cell.text != " ", let place = Role.allCases.firstIndex(of: cell.style.role) else { return " " }
            return String(letters[place % letters.count])
        }
    }

    private func rows(_ symbol: (Cell) -> String) -> String {
        (0..<size.rows).map { y in
            var line = (0..<size.columns).map { symbol(self[x: $0, y: y]) }.joined()
            while line.last == " " { line.removeLast() }
            return line
        }.joined(separator: "\n")
    }

    private func contains(_ x: Int, _ y: Int) -> Bool {
        x >= 0 && x < size.columns && y >= 0 && y < size.rows
    }
}
