import Domain
import Terminal

/// The sentences of `:why` as lines that fit on its card, and how many of them are seen at once.
struct WhySheet {
    private(set) var lines: [String] = []
    /// Lines that the card has room for.
    let height: Int

    /// - Parameters:
    ///   - pipeline: Whose sentences.
    ///   - screen: The room that cards may take.
    init(_ pipeline: PipelineSnapshot?, screen: Size) {
        let sentences = pipeline?.why ?? []
        let shown =
            sentences.isEmpty ? ["Nothing has been decided yet; the first version says why it serves."] : sentences
        for sentence in shown {
            if !lines.isEmpty { lines.append("") }
            lines += sentence.wrapped(to: screen.columns - 8)
        }
        let isTight = lines.count + 5 > screen.rows
        if isTight { lines.removeAll(where: \.isEmpty) }
        height = lines.count + 3 > screen.rows ? max(1, screen.rows - 4) : lines.count
    }

    /// The first line when the last one is at the card's end.
    var lastScroll: Int { max(0, lines.count - height) }
}
