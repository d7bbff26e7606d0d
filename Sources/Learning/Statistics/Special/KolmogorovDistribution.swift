/// The distribution of Kolmogorov's D: how far the empirical distribution of n values lies from the true one at most.
///
///     KolmogorovDistribution.tail(count: 20, distance: 0.3)      // P(D ≥ 0.3) for 20 values
///
/// Source: Simard, L'Ecuyer, "Computing the Two-Sided Kolmogorov–Smirnov Distribution", Journal of Statistical Software
/// 39(11), 2011. As in SciPy, whose `kstwo` this equals to 1e-11; above 140 values the middle of the
/// distribution is an expansion in 1 ÷ √n that is good to five digits.
package enum KolmogorovDistribution {
    /// P(D ≥ d) for n independent values of a continuous distribution.
    ///
    /// - Parameters:
    ///   - count: Number of values n, above 0.
    ///   - distance: d; 1 is the greatest that can occur.
    /// - Returns: A probability.
    /// - Complexity: O(n) in the tail; O((nd)³ log n) in the middle up to 140 values, O(√n·d) above
    package static func tail(count: Int, distance: Double) -> Double {
        precondition(count > 0, "KolmogorovDistribution.tail needs a count above 0, got \(count)")
        let size = Double(count)
        let steps = size * distance
        if steps <= 0.5 { return 1 }
        if distance >= 1 { return 0 }
        let square = steps * distance
        if distance >= 0.5 || square >= (count <= 140 ? 4 : 2.2) {
            return min(1, 2 * oneSidedTail(count: count, distance: distance))
        }
        let isNarrow = steps * distance.squareRoot() <= 1.4 && count <= 100_000
        let body =
            count <= 140 || isNarrow
            ? KolmogorovMatrix(count: count, distance: distance).probability
            : expansion(count: size, distance: distance)
        return min(1, max(0, 1 - body))
    }

    /// P(D⁺ ≥ d), the distance counted to one side only.
    ///
    /// Source: Birnbaum, Tingey, "One-Sided Confidence Contours for Probability Distribution Functions", Annals of
    /// Mathematical Statistics 22(4), 1951.
    private static func oneSidedTail(count: Int, distance: Double) -> Double {
        let size = Double(count)
        var sum = 0.0
        for index in 0...Int(size * (1 - distance)) {
            let place = distance + Double(index) / size
            let rest = Double(count - index)
            var exponent = Special.logBinomial(count, index) + Double(index - 1) * Elementary.log(place)
            if rest > 0 { exponent += rest * Special.log1p(-place) }
            if place < 1 || rest == 0 { sum += Elementary.exp(exponent) }
        }
        return distance * sum
    }
}
