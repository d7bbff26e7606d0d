import Domain

/// Gradients that let trees learn a quantile, which XGBoost 1.7 cannot by itself.
///
/// The pinball loss has a slope of 1 − q above the truth and −q below it, and no curvature of its own. In expectation its
/// curvature is the density of the truth at the answer, taken here as 1 ÷ the spread of what is left, so that steps have
/// the labels' unit and `rate` means what it means elsewhere. Curvatures are 1 and the slopes carry the spread, so that
/// `min_child_weight` counts rows. The way back from beyond an outer quantile is slow (a slope of 0.1 at 0.9), so that
/// the first half of the rounds learns the mean, from which every quantile lies on the steep side.
///
/// Source: Koenker and Bassett, "Regression Quantiles", Econometrica 46(1), 1978; the first half is our own.
struct PinballGradient: Sendable {
    private let quantile: Float
    private let labels: [Float]
    private let rounds: Int
    /// The labels' own quantile, from which the trees start.
    let base: Float

    /// - Throws: ``TrialError`` for a quantile that is not inside of 0 to 1, or without labels.
    init(quantile: Double, labels: [Float], rounds: Int) throws(TrialError) {
        guard quantile > 0, quantile < 1 else {
            throw TrialError(.invalid, "the quantile is \(quantile); use a number above 0 and below 1")
        }
        guard !labels.isEmpty else { throw TrialError(.invalid, "no labels to take a quantile of") }
        self.quantile = Float(quantile)
        self.labels = labels
        self.rounds = rounds
        base = Self.value(of: labels.sorted(), at: quantile)
    }

    /// One slope a row for the scores so far.
    ///
    /// - Complexity: O(rows × log rows)
    func gradients(_ scores: [Float], round: Int) -> [Float] {
        let excesses = zip(scores, labels).map { $0 - $1 }
        guard round >= rounds / 2 else { return excesses }
        let spread = Self.spread(excesses)
        return excesses.map { spread * (($0 > 0 ? 1 : 0) - quantile) }
    }

    /// The distance between the quartiles; the whole width, then 1, where that is 0.
    private static func spread(_ values: [Float]) -> Float {
        let sorted = values.sorted()
        let spreads = [
            value(of: sorted, at: 0.75) - value(of: sorted, at: 0.25), value(of: sorted, at: 1) - sorted[0],
        ]
        return spreads.first { $0 > 0 && $0.isFinite } ?? 1
    }

    private static func value(of sorted: [Float], at share: Double) -> Float {
        sorted[min(sorted.count - 1, Int(share * Double(sorted.count)))]
    }
}
