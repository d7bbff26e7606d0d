/// A line of eighth blocks: the shape of a curve in a few columns.
enum SparkText {
    private static let blocks: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

    /// One character a column, the newest value last; a column without values is blank.
    ///
    /// Values are averaged over each column and scaled from the smallest to the largest; a curve that moves less than
    /// `floor` of its size lies flat in the middle.
    static func of(_ values: [Double?], width: Int, floor: Double = 0.02) -> String {
        guard width > 0, !values.isEmpty else { return String(repeating: " ", count: max(0, width)) }
        let shown = min(width, values.count)
        let means = (0..<shown).map { column in
            mean(values[(values.count * column / shown)..<(values.count * (column + 1) / shown)])
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
