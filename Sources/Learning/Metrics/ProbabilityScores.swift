/// Mean log loss and Brier score of probabilistic predictions.
///
/// Source: Brier, "Verification of forecasts expressed in terms of probability", Monthly Weather Review 78, 1950; with
/// two classes half of it, as scikit-learn gives it.
package struct ProbabilityScores: MetricSums {
    private var weight = CompensatedSum()
    private var logLossSum = CompensatedSum()
    private var brierSum = CompensatedSum()

    package init() {}

    package mutating func accumulate(_ loss: ProbabilityLoss, weight: Double) {
        self.weight.add(weight)
        logLossSum.add(weight * loss.logLoss)
        brierSum.add(weight * loss.brier)
    }

    package mutating func scale(by factor: Double) {
        weight.scale(by: factor)
        logLossSum.scale(by: factor)
        brierSum.scale(by: factor)
    }

    package var logLoss: Double? { weight.value > 0 ? logLossSum.value / weight.value : nil }

    package var brier: Double? { weight.value > 0 ? brierSum.value / weight.value : nil }
}
