import Terminal

extension String {
    /// Itself where it fits into `width` columns; else as much as fits with an ellipsis, after a whole word where one
    /// ends in the last third.
    func cut(to width: Int) -> String {
        guard columns > width else { return self }
        guard width > 1 else { return width == 1 ? "…" : "" }
        var kept: [Character] = []
        var used = 0
        for character in self {
            let next = String(character).columns
            guard used + next <= width - 1 else { break }
            kept.append(character)
            used += next
        }
        if let blank = kept.lastIndex(of: " "), blank * 3 >= width * 2 { kept.removeSubrange(blank...) }
        return String(kept) + "…"
    }

    /// Followed by blanks up to `width` columns.
    func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - columns))
    }
}
