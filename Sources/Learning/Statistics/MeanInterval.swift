/// A mean with its 95 % interval by the normal approximation: mean ± 1.96 standard errors.
package struct MeanInterval: Hashable, Codable, Sendable {
    package let mean: Double
    /// Half the width of the interval.
    package let margin: Double
    package let count: Int

    /// Nil for fewer than two values.
    ///
    /// - Complexity: O(values)
    package init?(_ values: some Sequence<Double>) {
        var moments = RunningMoments()
        for value in values { moments.add(value) }
        guard moments.count >= 2 else { return nil }
        mean = moments.mean
        margin = 1.96 * (moments.sampleVariance / moments.count).squareRoot()
        count = Int(moments.count)
    }
}
