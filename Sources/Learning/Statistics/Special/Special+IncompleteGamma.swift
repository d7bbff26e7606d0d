extension Special {
    /// The regularised lower incomplete gamma function P(a, x), in [0, 1].
    ///
    /// - Precondition: `a` is above 0 and finite, `x` is not negative.
    /// - Complexity: O(√a) where x is near a
    package static func lowerGamma(_ a: Double, _ x: Double) -> Double {
        check(a, x)
        return x < a + 1 ? gammaSeries(a, x) : 1 - gammaFraction(a, x)
    }

    /// The regularised upper incomplete gamma function Q(a, x) = 1 − P(a, x), exact far out in the tail too.
    ///
    /// - Precondition: `a` is above 0 and finite, `x` is not negative.
    /// - Complexity: O(√a) where x is near a
    package static func upperGamma(_ a: Double, _ x: Double) -> Double {
        check(a, x)
        return x < a + 1 ? 1 - gammaSeries(a, x) : gammaFraction(a, x)
    }

    private static func check(_ a: Double, _ x: Double) {
        precondition(
            a > 0 && a.isFinite && x >= 0, "the incomplete gamma function needs a > 0, x >= 0, got a = \(a), x = \(x)")
    }

    private static func gammaSeries(_ a: Double, _ x: Double) -> Double {
        if x == 0 { return 0 }
        var (term, sum, divisor) = (1 / a, 1 / a, a)
        while term > sum * epsilon / 4 {
            divisor += 1
            term *= x / divisor
            sum += term
        }
        return min(1, sum * gammaFactor(a, x))
    }

    private static func gammaFraction(_ a: Double, _ x: Double) -> Double {
        if x == .infinity { return 0 }
        let start = x + 1 - a
        let fraction = continuedFraction(first: start) { (-$0 * ($0 - a), start + 2 * $0) }
        return min(1, gammaFactor(a, x) / fraction)
    }

    /// xᵃe⁻ˣ ÷ Γ(a); from a = 10 on by Stirling's formula, where log Γ(a) would cancel against a·log x.
    private static func gammaFactor(_ a: Double, _ x: Double) -> Double {
        guard a >= 10 else { return Elementary.exp(a * Elementary.log(x) - x - logGamma(a)) }
        let distance = (x - a) / a
        let exponent = a * (log1p(distance) - distance) - stirlingRest(a)
        return Elementary.exp(exponent) * (a / (2 * Double.pi)).squareRoot()
    }
}
