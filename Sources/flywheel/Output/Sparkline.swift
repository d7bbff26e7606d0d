/// Numbers as a line of blocks, the lowest `▁`, the highest `█`.
enum Sparkline {
    private static let blocks = Array("▁▂▃▄▅▆▇█")

    /// A block a number; in the middle where all are the same, a blank for one that is not finite.
    static func text(_ values: [Double]) -> String {
        let finite = values.filter(\.isFinite)
        guard let low = finite.min(), let high = finite.max() else {
            return String(repeating: " ", count: values.count)
        }
        return String(
            values.map { value in
                guard value.isFinite else { return " " }
                guard high > low else { return blocks[3] }
                return blocks[min(7, Int((value - low) / (high - low) * 8))]
            })
    }
}
