/// How far the mean of a bounded quantity may lie from what was seen.
enum HoeffdingBound {
    /// √(range² · ln(1 ÷ δ) ÷ (2 · weight)).
    ///
    /// Source: Hoeffding, "Probability Inequalities for Sums of Bounded Random Variables", JASA 58, 1963.
    static func width(range: Double, delta: Double, weight: Double) -> Double {
        (range * range * Elementary.log(1 / delta) / (2 * weight)).squareRoot()
    }
}
