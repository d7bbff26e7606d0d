/// Smallest and largest value of a sample.
enum SampleRange {
    /// The ends of a range that has the values and what was known before.
    ///
    /// - Complexity: O(values), four side by side
    static func bounds(
        _ values: [Double], _ known: (low: Double, high: Double) = (.infinity, -.infinity)
    ) -> (low: Double, high: Double) {
        var (lows, highs) = (SIMD4(repeating: known.low), SIMD4(repeating: known.high))
        let span = values.span
        var place = 0
        while place + 4 <= span.count {
            let four = SIMD4(span[place], span[place + 1], span[place + 2], span[place + 3])
            lows.replace(with: four, where: four .< lows)
            highs.replace(with: four, where: four .> highs)
            place += 4
        }
        var (low, high) = (lows.min(), highs.max())
        for rest in place..<span.count { (low, high) = (min(low, span[rest]), max(high, span[rest])) }
        return (low, high)
    }
}
