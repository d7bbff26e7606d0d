import Terminal

/// A buffer being drawn on, with the alphabet in use.
///
/// Text is written in Unicode; where only ASCII can be shown each character is replaced. A few signs grow thereby
/// (`≤` is `<=`): whoever lays text out by its width takes it through ``prepared(_:)`` first.
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
        let shown = isASCII ? ASCIIText.of(ASCIIText.of(text, within: width).cut(to: width)) : text.cut(to: width)
        return buffer.put(shown, x: x, y: y, style: style, limit: width)
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
        let line = prepared(line)
        let used = min(width, line.columns)
        write(line, x: right - used, y: y, width: used)
    }

    mutating func fill(_ area: Rect, _ style: Style) {
        buffer.fill(area, style: style)
    }

    var isASCII: Bool { glyphs == .ascii }

    /// A line as it will be written, so that its width is known.
    func prepared(_ line: StyledLine) -> StyledLine {
        guard isASCII else { return line }
        return StyledLine(
            pieces: line.pieces.map { StyledLine.Piece(text: ASCIIText.of($0.text), style: $0.style) })
    }

    /// A line as it will be written, where pieces that grow give up blanks at their ends, so that columns stay in place.
    func aligned(_ line: StyledLine) -> StyledLine {
        guard isASCII else { return line }
        return StyledLine(
            pieces: line.pieces.map { piece in
                var text = ASCIIText.of(piece.text)
                let columns = piece.text.columns
                while text.count > columns, text.hasSuffix(" ") { text.removeLast() }
                return StyledLine.Piece(text: text, style: piece.style)
            })
    }

    func prepared(_ hints: [Hint]) -> [Hint] {
        guard isASCII else { return hints }
        return hints.map {
            Hint(key: ASCIIText.of($0.key), words: ASCIIText.of($0.words), short: ASCIIText.of($0.short))
        }
    }
}
