/// A mean of scores with an interval that covers the true one in 95 of 100 cases.
package struct MeanEstimate: Hashable, Codable, Sendable {
    private static let quantile = 1.96

    package var value: Double
    package var low: Double
    package var high: Double
    /// Scores that it stands on; a faded one counts for as much less.
    package var count: Double

    package init(value: Double, low: Double, high: Double, count: Double) {
        self.value = value
        self.low = low
        self.high = high
        self.count = count
    }

    /// Wilson's interval for a share, the normal one for other means.
    ///
    /// - Parameters:
    ///   - mean: Of the scores.
    ///   - squares: The mean of their squares.
    ///   - count: How many there are; for weighted ones (Σw)² ÷ Σw².
    ///   - isShare: Whether each score is 0 or 1.
    /// - Returns: Nil without a score, and for other means with a single one.
    package static func of(mean: Double, squares: Double, count: Double, isShare: Bool) -> MeanEstimate? {
        guard count > 0 else { return nil }
        let square = quantile * quantile
        if isShare {
            let middle = (mean + square / (2 * count)) / (1 + square / count)
            let spread = (max(0, mean * (1 - mean)) / count + square / (4 * count * count)).squareRoot()
            let reach = quantile * spread / (1 + square / count)
            return MeanEstimate(
                value: mean, low: max(0, middle - reach), high: min(1, middle + reach), count: count)
        }
        guard count > 1 else { return nil }
        let variance = max(0, squares - mean * mean) * count / (count - 1)
        let reach = quantile * (variance / count).squareRoot()
        return MeanEstimate(value: mean, low: mean - reach, high: mean + reach, count: count)
    }
}
