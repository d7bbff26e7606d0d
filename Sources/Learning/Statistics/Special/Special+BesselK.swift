extension Special {
    /// eˣ times the modified Bessel function of the second kind of order ν at x.
    ///
    /// Source: ∫ from 0 to infinity of exp(−x(cosh t − 1)) cosh(νt) by the trapezoid rule, which converges faster than any
    /// power of its step for such integrands: Trefethen, Weideman, SIAM Review 56(3), 2014.
    ///
    /// - Precondition: `x` is above 0.
    static func scaledBesselK(order: Double, _ x: Double) -> Double {
        precondition(x > 0, "Special.scaledBesselK needs a number above 0, got \(x)")
        let step = min(0.125, 0.7 / x.squareRoot())
        var (sum, place) = (0.5, step)
        while true {
            let half = (Elementary.exp(place / 2) - Elementary.exp(-place / 2)) / 2
            let growth = (Elementary.exp(order * place) + Elementary.exp(-order * place)) / 2
            let term = Elementary.exp(-2 * x * half * half) * growth
            sum += term
            if term < sum * 1e-18 { return sum * step }
            place += step
        }
    }
}
