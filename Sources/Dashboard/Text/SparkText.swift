/// A line of eighth blocks: the shape of a curve in a few columns.
enum SparkText {
    private static let blocks: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

    /// One character a column, the newest value last; a column without values is blank.
    ///
    /// Each column is the mean of `each` values, cut where the count of all values so far, `before` the first of these
    /// included, is a multiple of it: the columns stay as they are while the newest one fills. They are scaled from the
    /// smallest to the largest; a curve that moves less than `floor` of its size lies flat in the middle.
    static func of(_ values: [Double?], before: Int = 0, each: Int, width: Int, floor: Double = 0.02) -> String {
        guard width > 0, !values.isEmpty else { return String(repeating: " ", count: max(0, width)) }
        let end = before + values.count
        let last = (end - 1) / each
        let columns = max(before / each, last - width + 1)...last
        let shown = columns.count
        let means = columns.map { column in
            mean(values[max(0, column * each - before)..<min(values.count, (column + 1) * each - before)])
        }
        let known = means.compactMap { $0 }
        guard let low = known.min(), let high = known.max() else { return String(repeating: " ", count: width) }
        let span = max(high - low, floor * max(abs(high), abs(low)), .leastNormalMagnitude)
        let middle = (high + low) / 2
        let text = means.map { value -> Character in
            guard let value else { return " " }
            let place = (value - middle) / span + 0.5
            return blocks[min(7, max(0, (place * 8).wholeNumber))]
        }
        return String(repeating: " ", count: width - shown) + String(text)
    }

    private static func mean(_ values: ArraySlice<Double?>) -> Double? {
        let known = values.compactMap { $0 }.filter(\.isFinite)
        return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
    }
}
