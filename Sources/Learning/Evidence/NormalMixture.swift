/// The likelihood ratio of a normal mean, with the effect mixed over a normal distribution around none.
///
/// Source: Robbins, "Statistical Methods Related to the Law of the Iterated Logarithm", Annals of Mathematical
/// Statistics 41(5), 1970.
enum NormalMixture {
    /// The logarithm of the ratio where an estimate of variance `variance` lies `difference` away from the hypothesis.
    static func logRatio(difference: Double, variance: Double, effectVariance: Double) -> Double {
        let total = variance + effectVariance
        return 0.5 * Elementary.log(variance / total)
            + difference * difference * (effectVariance / total) / (2 * variance)
    }

    /// The difference at which the ratio reaches 1 ÷ `alpha`.
    static func radius(variance: Double, effectVariance: Double, alpha: Double) -> Double {
        let total = variance + effectVariance
        let level = Elementary.log(total / variance) - 2 * Elementary.log(alpha)
        return (variance * (total / effectVariance) * level).squareRoot()
    }
}
