/// Bounds on the running conditional mean of bounded values that hold at all times at once, so that peeking is free.
///
/// The chance that the mean is ever outside is at most `alpha`, half of it on each side. The width follows the values'
/// own variance. The bounds at different times are not intersected: they speak of the running mean, which may move.
///
/// Source: Howard, Ramdas, McAuliffe, Sekhon, "Time-uniform, nonparametric, nonasymptotic confidence sequences", Annals of
/// Statistics 49(2), 2021: theorem 4 (empirical Bernstein) with the polynomial stitched boundary of theorem 1, η = 2,
/// s = 1.4, and intrinsic time starting at m = 40.
package struct EmpiricalBernsteinSequence: Hashable, Codable, Sendable {
    private static let firstIntrinsicTime = 40.0
    private static let exponent = 1.4
    /// ζ(1.4), the Riemann zeta function that makes the stitched epochs' errors sum to alpha.
    private static let zeta = 3.105547241180432

    private let lowest: Double
    private let highest: Double
    private let alpha: Double
    package private(set) var count = 0
    private var sum = 0.0
    private var intrinsicTime = 0.0

    /// - Precondition: `lower` is below `upper`, and `alpha` lies between 0 and 1.
    package init(lower: Double, upper: Double, alpha: Double) {
        precondition(
            lower < upper && alpha > 0 && alpha < 1, "EmpiricalBernsteinSequence(\(lower), \(upper), \(alpha))")
        lowest = lower
        highest = upper
        self.alpha = alpha
    }

    /// Counts one value in; one outside the bounds is taken as the nearer bound.
    ///
    /// - Complexity: O(1)
    package mutating func add(_ value: Double) {
        let value = min(max(value, lowest), highest)
        let predicted = count == 0 ? (lowest + highest) / 2 : sum / Double(count)
        intrinsicTime += (value - predicted) * (value - predicted)
        sum += value
        count += 1
    }

    /// The mean so far; 0 before the first value.
    package var estimate: Double { count == 0 ? 0 : sum / Double(count) }

    /// The bounds now; the whole range before the first value.
    package var bounds: (lower: Double, upper: Double) {
        guard count > 0 else { return (lowest, highest) }
        let width = boundary(intrinsicTime) / Double(count)
        return (max(lowest, estimate - width), min(highest, estimate + width))
    }

    /// About how many more values of the same mean and variance bring the upper bound below `limit`.
    ///
    /// Nil where the estimate is not below it, or more than a million would be needed.
    package func pairsNeeded(forUpperBelow limit: Double) -> Int? {
        guard count > 0, estimate < limit else { return nil }
        let variance = intrinsicTime / Double(count)
        var total = count
        while total < count + 1_000_000 {
            if estimate + boundary(variance * Double(total)) / Double(total) < limit { return total - count }
            total += max(1, total / 50)
        }
        return nil
    }

    /// The stitched boundary of level alpha ÷ 2 at intrinsic time `time`, sub-gamma with the range as its scale.
    private func boundary(_ time: Double) -> Double {
        let start = Self.firstIntrinsicTime
        let time = max(time, start)
        let scale = highest - lowest
        let epochs = Elementary.log(2 * time / start)
        let logTwo = 0.6931471805599453
        let level =
            Self.exponent * Elementary.log(epochs)
            + Elementary.log(2 * Self.zeta / alpha) - Self.exponent * Elementary.log(logTwo)
        let first = (1.189207115002721 + 0.8408964152537145) / 1.4142135623730951
        let second = (1.4142135623730951 + 1) / 2
        let linear = second * scale * level
        return (first * first * time * level + linear * linear).squareRoot() + linear
    }
}
