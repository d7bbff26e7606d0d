/// Metrics in which each example weighs `fading` times what the next one weighs.
///
/// Instead of fading all sums at each example, the new example's weight grows; the metrics are ratios, so only they are
/// to be read from the sums, not totals.
///
/// Source: Gama, Sebastião, Rodrigues, "On evaluating stream learning algorithms", Machine Learning 90, 2013.
package struct Fading<Sums: MetricSums>: Hashable, Codable, Sendable {
    private static var largestScale: Double { 0x1p200 }

    private let fading: Double
    private var newestWeight = 1.0
    /// The sums, up to one common factor.
    package private(set) var sums: Sums

    /// - Parameters:
    ///   - empty: Sums in which nothing was counted.
    ///   - fading: Above 0, at most 1, which forgets nothing; the sums see about 1 ÷ (1 − fading) examples.
    /// - Throws: ``MetricError/fading(_:)`` for a factor outside that range.
    package init(_ empty: Sums, fading: Double) throws(MetricError) {
        guard fading > 0, fading <= 1 else { throw .fading(fading) }
        self.fading = fading
        sums = empty
    }

    /// Counts one example in; also one of weight 0 lets the earlier ones fade.
    ///
    /// - Throws: ``MetricError/weight(_:)`` where the weight is negative or not finite.
    /// - Complexity: O(1) amortised
    package mutating func add(_ example: Sums.Example, weight: Double = 1) throws(MetricError) {
        try MetricWeight.check(weight)
        newestWeight /= fading
        if newestWeight > Self.largestScale {
            sums.scale(by: 1 / newestWeight)
            newestWeight = 1
        }
        if weight > 0 { sums.accumulate(example, weight: weight * newestWeight) }
    }
}
