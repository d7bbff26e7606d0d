extension Special {
    /// Coefficients B₂ₖ ÷ (2k(2k − 1)) of Stirling's series.
    private static let stirling: [Double] = [
        1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156,
    ]
    private static let halfLogTwoPi = 0.918938533204672741780329736406

    /// The natural logarithm of Γ(x), within 1e-14 of itself or, near its zeros at 1 and 2, of 1.
    ///
    /// Source: Stirling's series from 10 on; below, Γ(x) = Γ(x + n) ÷ (x(x + 1)…(x + n − 1)).
    ///
    /// - Precondition: `x` is above 0.
    /// - Complexity: O(1)
    package static func logGamma(_ x: Double) -> Double {
        precondition(x > 0, "Special.logGamma needs a number above 0, got \(x)")
        var (shifted, product) = (x, 1.0)
        while shifted < 10 {
            product *= shifted
            shifted += 1
        }
        let main = (shifted - 0.5) * Elementary.log(shifted) - shifted + halfLogTwoPi + stirlingRest(shifted)
        return product == 1 ? main : main - Elementary.log(product)
    }

    /// What Stirling's formula leaves out of log Γ(x), for x from 10.
    static func stirlingRest(_ x: Double) -> Double {
        let square = 1 / (x * x)
        return stirling.reversed().reduce(0) { $0 * square + $1 } / x
    }

    /// log(Γ(a)Γ(b) ÷ Γ(a + b)), without the loss of three large logarithms where a or b is large.
    ///
    /// - Precondition: `a` and `b` are above 0.
    package static func logBeta(_ a: Double, _ b: Double) -> Double {
        let (small, large) = (min(a, b), max(a, b))
        guard large >= 10 else { return logGamma(a) + logGamma(b) - logGamma(a + b) }
        let sum = small + large
        let quotient = small - (large - 0.5) * log1p(small / large) - small * Elementary.log(sum)
        return logGamma(small) + quotient + stirlingRest(large) - stirlingRest(sum)
    }

    /// The natural logarithm of the number of ways to choose `chosen` out of `count`.
    ///
    /// - Precondition: 0 ≤ `chosen` ≤ `count`.
    package static func logBinomial(_ count: Int, _ chosen: Int) -> Double {
        if chosen == 0 || chosen == count { return 0 }
        let total = Double(count) + 1
        return -logBeta(total - Double(chosen), Double(chosen) + 1) - Elementary.log(total)
    }
}
