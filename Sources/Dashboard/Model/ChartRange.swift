/// How much of the chart's history is shown: everything, or its newest half, quarter and so on.
package struct ChartRange: Hashable, Sendable {
    /// How often the history is halved, 0–4.
    package private(set) var halvings = 0

    static let everything = ChartRange()

    mutating func shorten() -> Bool {
        guard halvings < 4 else { return false }
        halvings += 1
        return true
    }

    mutating func lengthen() -> Bool {
        guard halvings > 0 else { return false }
        halvings -= 1
        return true
    }

    /// The newest part of `count` points that the range shows; never fewer than two where there are two.
    func window(of count: Int) -> Range<Int> {
        let shown = max(min(2, count), count >> halvings)
        return (count - shown)..<count
    }
}
