extension Special {
    /// The regularised incomplete beta function I(a, b) at x, in [0, 1].
    ///
    /// Source: the continued fraction 8.17.22 of the Digital Library of Mathematical Functions, on the side where it
    /// converges fast.
    ///
    /// - Parameters:
    ///   - a: Above 0.
    ///   - b: Above 0.
    ///   - x: From 0 to 1.
    ///   - complement: 1 − x; given on its own because it may be known better than by subtraction.
    /// - Returns: A number from 0 to 1.
    /// - Complexity: O(√max(a, b))
    package static func incompleteBeta(_ a: Double, _ b: Double, x: Double, complement: Double) -> Double {
        precondition(
            a > 0 && b > 0 && x >= 0 && complement >= 0,
            "Special.incompleteBeta needs a, b > 0 and 0 <= x <= 1, got a = \(a), b = \(b), x = \(x)")
        if x == 0 { return 0 }
        if complement == 0 { return 1 }
        if x < (a + 1) / (a + b + 2) { return betaFraction(a, b, x, complement) }
        return 1 - betaFraction(b, a, complement, x)
    }

    private static func betaFraction(_ a: Double, _ b: Double, _ x: Double, _ complement: Double) -> Double {
        let logX = x > 0.5 ? log1p(-complement) : Elementary.log(x)
        let logComplement = complement > 0.5 ? log1p(-x) : Elementary.log(complement)
        let factor = Elementary.exp(a * logX + b * logComplement - logBeta(a, b)) / a
        let fraction = continuedFraction(first: 1) { index in
            let half = (index / 2).rounded(.down)
            if half * 2 == index {
                return (half * (b - half) * x / ((a + index - 1) * (a + index)), 1)
            }
            return (-(a + half) * (a + b + half) * x / ((a + index - 1) * (a + index)), 1)
        }
        return min(1, factor / fraction)
    }
}
