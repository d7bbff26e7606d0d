import Terminal

/// One line of text in pieces, each with its style.
struct StyledLine: Hashable, Sendable {
    struct Piece: Hashable, Sendable {
        var text: String
        var style: Style
    }

    private(set) var pieces: [Piece] = []

    init() {}

    init(pieces: [Piece]) {
        self.pieces = pieces
    }

    init(_ text: String, _ role: Role = .foreground, _ attributes: Attributes = []) {
        pieces = [Piece(text: text, style: Style(role, attributes))]
    }

    var columns: Int { pieces.reduce(0) { $0 + $1.text.columns } }

    var isEmpty: Bool { pieces.allSatisfy { $0.text.isEmpty } }

    /// Without its styles.
    var text: String { pieces.map(\.text).joined() }

    mutating func add(_ text: String, _ role: Role = .foreground, _ attributes: Attributes = []) {
        pieces.append(Piece(text: text, style: Style(role, attributes)))
    }

    mutating func add(_ line: StyledLine) {
        pieces += line.pieces
    }

    /// Without the last pieces that do not fit; the first one always stays.
    func fitting(_ width: Int) -> StyledLine {
        var line = self
        while line.columns > width - 1, line.pieces.count > 1 { line.pieces.removeLast() }
        return line
    }

    static func + (left: StyledLine, right: StyledLine) -> StyledLine {
        var line = left
        line.add(right)
        return line
    }
}
