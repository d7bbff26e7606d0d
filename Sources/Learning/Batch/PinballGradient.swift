import Domain

/// Gradients that let trees learn a quantile, which XGBoost 1.7 cannot by itself.
///
/// The pinball loss has a slope of 1 − q above the truth and −q below it, and no curvature of its own. In expectation its
/// curvature is the density of the truth at the answer, taken here as 1 ÷ the labels' spread, so that steps have the
/// labels' unit and `rate` means what it means elsewhere. Curvatures are 1 and the slopes carry the spread, so that
/// `min_child_weight` counts rows.
///
/// Source: Koenker and Bassett, "Regression Quantiles", Econometrica 46(1), 1978.
struct PinballGradient: Sendable {
    private let quantile: Float
    /// The distance between the labels' quartiles; their whole width, then 1, where that is 0.
    private let spread: Float
    /// The labels' own quantile, from which the trees start.
    let base: Float

    /// - Throws: ``TrialError`` for a quantile that is not inside of 0 to 1, or without labels.
    init(quantile: Double, labels: [Float]) throws(TrialError) {
        guard quantile > 0, quantile < 1 else {
            throw TrialError(.invalid, "the quantile is \(quantile); use a number above 0 and below 1")
        }
        let sorted = labels.sorted()
        guard let lowest = sorted.first, let highest = sorted.last else {
            throw TrialError(.invalid, "no labels to take a quantile of")
        }
        func at(_ share: Double) -> Float { sorted[min(sorted.count - 1, Int(share * Double(sorted.count)))] }
        let spreads = [at(0.75) - at(0.25), highest - lowest]
        self.quantile = Float(quantile)
        spread = spreads.first { $0 > 0 && $0.isFinite } ?? 1
        base = at(quantile)
    }

    func gradients(scores: [Float], labels: [Float]) -> [Float] {
        zip(scores, labels).map { score, label in spread * ((score > label ? 1 : 0) - quantile) }
    }
}
