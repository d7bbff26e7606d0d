import Terminal

/// A buffer being drawn on, with the alphabet in use.
///
/// Text is written in Unicode; where only ASCII can be shown each character is replaced by one of the same width,
/// so that both pictures have the same columns.
struct Canvas {
    private(set) var buffer: ScreenBuffer
    let glyphs: GlyphSet

    init(size: Size, glyphs: GlyphSet) {
        buffer = ScreenBuffer(size: size)
        self.glyphs = glyphs
    }

    /// Writes from `x`, cut with an ellipsis at `width` columns; returns the column after it.
    @discardableResult
    mutating func write(_ text: String, x: Int, y: Int, width: Int, _ style: Style) -> Int {
        guard width > 0 else { return x }
        return buffer.put(translated(text.cut(to: width)), x: x, y: y, style: style, limit: width)
    }

    /// Writes a line of differently styled pieces.
    @discardableResult
    mutating func write(_ line: StyledLine, x: Int, y: Int, width: Int) -> Int {
        var left = x
        for (index, piece) in line.pieces.enumerated() {
            let room = x + width - left
            guard room > 0 else { break }
            let isCut = piece.text.columns == room && line.pieces[(index + 1)...].contains { !$0.text.isEmpty }
            left = write(isCut ? piece.text + " " : piece.text, x: left, y: y, width: room, piece.style)
        }
        return left
    }

    /// Writes so that the text ends before column `right`.
    mutating func writeRight(_ line: StyledLine, right: Int, y: Int, width: Int) {
        let used = min(width, line.columns)
        write(line, x: right - used, y: y, width: used)
    }

    mutating func fill(_ area: Rect, _ style: Style) {
        buffer.fill(area, style: style)
    }

    var isASCII: Bool { glyphs == .ascii }

    private func translated(_ text: String) -> String {
        isASCII ? ASCIIText.of(text) : text
    }
}
