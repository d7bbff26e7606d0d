import Terminal

/// Replaces every character by ASCII: signs that need two or three letters get them, the others keep their width.
enum ASCIIText {
    static func of(_ text: String) -> String {
        guard !text.utf8.allSatisfy({ $0 < 128 }) else { return text }
        return String(text.map { replacement(for: $0) }.joined())
    }

    /// The same in at most `width` columns where blanks beside the long signs can be spared: `.62 ± .04` as `.62+/-.04`.
    static func of(_ text: String, within width: Int) -> String {
        let full = of(text)
        guard full.count > width else { return full }
        return longSigns.reduce(full) { $0.replacing(" \($1) ", with: $1) }
    }

    private static let longSigns = ["<=", ">=", "->", "<-", "+/-"]

    /// Upper dots as `'`, lower ones as `.`, the middle as `-`, several heights as `:`; nil for other characters.
    private static func braille(_ character: Character) -> String? {
        guard let scalar = character.unicodeScalars.first, (0x2800...0x28FF).contains(scalar.value) else { return nil }
        let dots = scalar.value - 0x2800
        let isHigh = dots & 0x09 != 0
        let isMiddle = dots & 0x36 != 0
        let isLow = dots & 0xC0 != 0
        switch (isHigh, isMiddle, isLow) {
        case (true, false, false): return "'"
        case (false, true, false): return "-"
        case (false, false, true): return "."
        case (false, false, false): return " "
        case (true, true, false), (false, true, true), (true, _, true): return ":"
        }
    }

    private static func replacement(for character: Character) -> String {
        if character.isASCII { return String(character) }
        if let dots = braille(character) { return dots }
        switch character {
        case "→": return "->"
        case "←": return "<-"
        case "↑": return "^"
        case "↓": return "v"
        case "·", "–", "—", "─", "−": return "-"
        case "×": return "x"
        case "±": return "+/-"
        case "…": return "~"
        case "▲": return "^"
        case "▼": return "v"
        case "◆": return "*"
        case "●": return "o"
        case "◐": return "%"
        case "○": return "."
        case "▸": return ">"
        case "✓": return "+"
        case "✗": return "x"
        case "█": return "#"
        case "▒", "░": return ":"
        case "▁": return "_"
        case "▂": return "."
        case "▃": return "-"
        case "▄": return "="
        case "▅": return "+"
        case "▆": return "*"
        case "▇": return "#"
        case "┌", "┐", "└", "┘": return "+"
        case "┴": return "+"
        case "│", "├", "┤", "┆", "╎": return "|"
        case "┼", "╋": return "+"
        case "━": return "="
        case "≤": return "<="
        case "≥": return ">="
        default: return String(repeating: "?", count: max(1, String(character).columns))
        }
    }
}

extension String {
    /// Columns that the text takes on the screen.
    var columns: Int { displayWidth(of: self) }
}
