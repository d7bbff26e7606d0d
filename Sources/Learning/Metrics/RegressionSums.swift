/// Errors of predicted numbers, with the metrics that follow from them.
///
///     var errors = RegressionSums()
///     try errors.add(NumberPair(truth: 10, predicted: 12, noChange: 6))
///     errors.meanAbsoluteError      // 2
///
/// Undefined metrics are nil. Percentages are shares: 0.1 is 10 %.
package struct RegressionSums: MetricSums {
    private var weight = CompensatedSum()
    /// Errors of predictions below the truth and of those above, both positive.
    private var under = CompensatedSum()
    private var over = CompensatedSum()
    private var squares = CompensatedSum()
    private var relativeWeight = CompensatedSum()
    private var relative = CompensatedSum()
    private var symmetric = CompensatedSum()
    /// The first truth, from which truths are measured, so that a large mean does not hide their variance.
    private var origin: Double?
    private var truths = CompensatedSum()
    private var truthSquares = CompensatedSum()
    private var noChangeErrors = CompensatedSum()
    private var errorsWhereNoChange = CompensatedSum()

    package init() {}

    package mutating func accumulate(_ pair: NumberPair, weight: Double) {
        let error = pair.truth - pair.predicted
        self.weight.add(weight)
        if error > 0 { under.add(weight * error) } else { over.add(weight * -error) }
        squares.add(weight * (error * error))
        addRelative(pair, error: error.magnitude, weight: weight)
        let fromOrigin = pair.truth - (origin ?? pair.truth)
        if origin == nil { origin = pair.truth }
        truths.add(weight * fromOrigin)
        truthSquares.add(weight * (fromOrigin * fromOrigin))
        guard let noChange = pair.noChange else { return }
        noChangeErrors.add(weight * (noChange - pair.truth).magnitude)
        errorsWhereNoChange.add(weight * error.magnitude)
    }

    package mutating func scale(by factor: Double) {
        let sums: [WritableKeyPath<Self, CompensatedSum>] = [
            \.weight, \.under, \.over, \.squares, \.relativeWeight, \.relative, \.symmetric, \.truths, \.truthSquares,
            \.noChangeErrors, \.errorsWhereNoChange,
        ]
        for sum in sums { self[keyPath: sum].scale(by: factor) }
    }

    package var meanAbsoluteError: Double? { mean(under.value + over.value) }

    package var rootMeanSquaredError: Double? { mean(squares.value)?.squareRoot() }

    /// The mean of |error| ÷ |truth| over the examples whose truth is not 0.
    package var meanAbsolutePercentageError: Double? {
        relativeWeight.value > 0 ? relative.value / relativeWeight.value : nil
    }

    /// The mean of 2·|error| ÷ (|truth| + |prediction|), from 0 to 2; an example that is 0 on both sides counts as 0.
    package var symmetricMeanAbsolutePercentageError: Double? { mean(symmetric.value) }

    /// The mean absolute error over that of repeating the last number known; below 1 is skill.
    ///
    /// Source: Hyndman, Koehler, "Another look at measures of forecast accuracy", 2006.
    package var meanAbsoluteScaledError: Double? {
        noChangeErrors.value > 0 ? max(0, errorsWhereNoChange.value) / noChangeErrors.value : nil
    }

    /// 1 − squared errors ÷ squared deviations of the truths from their mean; undefined where they are all the same.
    package var rSquared: Double? {
        guard weight.value > 0 else { return nil }
        let deviations = truthSquares.value - truths.value * truths.value / weight.value
        return deviations > 1e-13 * truthSquares.value ? 1 - squares.value / deviations : nil
    }

    /// The mean pinball loss of predictions of a quantile.
    ///
    /// - Parameter quantile: The level that was predicted, from 0 to 1.
    /// - Returns: nil before the first example and for a level outside 0…1.
    package func pinball(quantile: Double) -> Double? {
        quantile >= 0 && quantile <= 1 ? mean(quantile * under.value + (1 - quantile) * over.value) : nil
    }

    private func mean(_ sum: Double) -> Double? { weight.value > 0 ? max(0, sum) / weight.value : nil }

    private mutating func addRelative(_ pair: NumberPair, error: Double, weight: Double) {
        let size = pair.truth.magnitude + pair.predicted.magnitude
        symmetric.add(size > 0 ? weight * (2 * error / size) : 0)
        guard pair.truth != 0 else { return }
        relativeWeight.add(weight)
        relative.add(weight * (error / pair.truth.magnitude))
    }
}
