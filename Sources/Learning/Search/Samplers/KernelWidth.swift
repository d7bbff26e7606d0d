/// How wide the kernels of a Parzen mixture are: in proportion to how far its points lie apart.
///
/// A number's kernels have one width: `factor` × n^(−1 ÷ (d + 4)) × the deviation of n points in d numbers and
/// categories, an even one counted in, against that of even ones; for whole numbers at least half of one.
///
/// Source: Scott's rule, as Falkner, Klein, Hutter, "BOHB", ICML 2018, arXiv:1807.01774, use it.
struct KernelWidth: Sendable {
    private static let least = 1e-4

    let factor: Double

    func width(_ middles: [Double], weights: [Double], dimensions: Int, scale: ParameterScale) -> Double {
        let count = Double(max(middles.count, 1))
        let shrinking = Elementary.exp(-Elementary.log(count) / (Double(dimensions) + 4))
        let spread = (12 * Self.variance(middles, weights: weights)).squareRoot()
        return min(max(factor * shrinking * spread, Self.least(scale)), 1)
    }

    /// With one even kernel over [0, 1] counted in.
    private static func variance(_ middles: [Double], weights: [Double]) -> Double {
        let total = weights.reduce(1, +)
        let mean = zip(middles, weights).reduce(0.5) { $0 + $1.0 * $1.1 } / total
        let squares = zip(middles, weights).reduce(1.0 / 12) { $0 + $1.1 * ($1.0 - mean) * ($1.0 - mean) }
        return squares / total
    }

    private static func least(_ scale: ParameterScale) -> Double {
        switch scale {
        case .int: max(least, 0.5 / scale.valueCount)
        case .logInt: max(least, 0.25 / scale.valueCount)
        case .float, .logFloat, .choices: least
        }
    }
}
