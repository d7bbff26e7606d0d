/// Estimates the mean absolute error of predicted numbers before labels arrive, from the model's own earlier errors.
///
///     let estimator = try ErrorEstimator(reference: predictionsWithErrors)
///     estimator.basis
///     let now = try estimator.estimate(predictions: todays, distances: fromTheLastLabel)
///
/// An error is expected to be what it was for like rows: those whose prediction was about as high, or about as far from
/// what no model would have said. Which of the two tells more is tried on rows kept apart; where neither is surely better
/// than the mean of all errors, that mean is the estimate, and ``basis`` says so. As with ``PerformanceEstimator`` the
/// errors of like rows must stay what they are: only labels tell of concept drift.
///
/// Source: the idea that NannyML calls direct loss estimation, with means in bins in the place of its boosted trees.
package struct ErrorEstimator: Hashable, Saved {
    package static let savedName = "error-estimator"
    package static let savedVersion = 1
    private static let folds = 5
    /// Standard errors by which a basis must be better than the plain mean.
    private static let sureGain = 2.0

    /// What an error is expected by.
    package enum Basis: String, Hashable, Codable, Sendable, CaseIterable {
        case recentMean = "the recent mean"
        case prediction = "the prediction's height"
        case distance = "the distance from no change"
    }

    package let basis: Basis
    private let limits: TrustLimits
    private let means: BinnedMean
    private let reference: ScoreReference

    /// Learns from rows with labels that the model was not trained on.
    ///
    /// - Parameters:
    ///   - rows: The rows.
    ///   - limits: From where on it is not believed.
    ///   - basis: What an error is expected by; nil: what is best.
    /// - Complexity: O(rows · log rows)
    package init(reference rows: LabelledErrors, limits: TrustLimits = TrustLimits(), basis: Basis? = nil) {
        self.limits = limits
        self.basis = if let basis { basis } else { Self.best(rows) }
        let basis = self.basis
        means = BinnedMean(of: rows.errors, by: Self.scores(rows, basis))
        reference = ScoreReference(scores: Self.scores(rows, basis) ?? rows.predictions)
    }

    /// The absolute error to expect of a row.
    ///
    /// - Complexity: O(1)
    package func error(prediction: Double, distance: Double) -> Double {
        means.value(at: basis == .distance ? distance : prediction)
    }

    /// The mean absolute error to expect of rows without labels.
    ///
    /// - Parameters:
    ///   - predictions: Of the current rows, at least one.
    ///   - distances: One a prediction, of the same kind as the reference's.
    ///   - columnShifts: The population stability index of each column, where it is known.
    ///   - labelled: Current rows whose labels have arrived.
    /// - Returns: The mean with its deviation, and whether to believe it.
    /// - Throws: ``CalibrationInputError``
    /// - Complexity: O(rows)
    package func estimate(
        predictions: [Double], distances: [Double], columnShifts: [String: Double] = [:],
        labelled: LabelledErrors? = nil
    ) throws(CalibrationInputError) -> EstimatedError {
        try CalibrationInputError.check(scores: predictions)
        guard distances.count == predictions.count else {
            throw .lengths(scores: predictions.count, other: distances.count, name: "distances")
        }
        if let unknown = columnShifts.filter({ $0.value.isNaN }).keys.min() { throw .columnShift(column: unknown) }
        let scores = basis == .distance ? distances : predictions
        let mean = mean(scores)
        let reasons =
            limits.fewRows(reference: reference.rows, needed: 0, current: scores.count)
            + limits.novelty(of: scores, against: reference) + limits.shifted(columnShifts)
            + (labelled.flatMap(drift).map { [$0] } ?? [])
        return EstimatedError(
            rows: scores.count, value: mean.value, deviation: mean.deviation,
            trust: reasons.isEmpty ? .trusted : .untrusted(reasons))
    }

    private static func scores(_ rows: LabelledErrors, _ basis: Basis) -> [Double]? {
        switch basis {
        case .recentMean: nil
        case .prediction: rows.predictions
        case .distance: rows.distances
        }
    }

    /// The basis whose means come closest to the errors of every fifth row, learned from the others.
    private static func best(_ rows: LabelledErrors) -> Basis {
        let plain = squares(rows, .recentMean)
        var best = (basis: Basis.recentMean, gain: 0.0)
        for basis in [Basis.prediction, .distance] {
            let gains = zip(plain, squares(rows, basis)).map { $0 - $1 }
            let mean = gains.reduce(0, +) / Double(gains.count)
            let variance = gains.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(gains.count)
            let isSure = mean > sureGain * (variance / Double(gains.count)).squareRoot()
            if isSure, mean > best.gain { best = (basis, mean) }
        }
        return best.basis
    }

    private static func squares(_ rows: LabelledErrors, _ basis: Basis) -> [Double] {
        guard rows.count >= folds else { return rows.errors.map { _ in 0 } }
        let scores = scores(rows, basis)
        var squares = rows.errors
        for fold in 0..<folds {
            let others = rows.errors.indices.filter { $0 % folds != fold }
            let means = BinnedMean(
                of: others.map { rows.errors[$0] }, by: scores.map { scores in others.map { scores[$0] } })
            for row in stride(from: fold, to: rows.count, by: folds) {
                let difference = rows.errors[row] - means.value(at: scores?[row] ?? 0)
                squares[row] = difference * difference
            }
        }
        return squares
    }

    /// The chance of each row's error, and of the mean in each bin of the reference.
    private func mean(_ scores: [Double]) -> (value: Double, deviation: Double) {
        var shares = means.bins.map { _ in 0.0 }
        for score in scores { shares[means.bin(of: score)] += 1 / Double(scores.count) }
        var (value, variance) = (0.0, 0.0)
        for (bin, share) in zip(means.bins, shares) {
            value += share * bin.mean
            variance += share * bin.variance / Double(scores.count)
            variance += share * share * bin.variance / max(bin.rows, 1)
        }
        return (value, variance.squareRoot())
    }

    /// What the labels of newer rows say against the estimate for these rows; nil where they agree, or are too few.
    ///
    /// - Complexity: O(rows)
    package func drift(_ labelled: LabelledErrors) -> DistrustReason? {
        guard labelled.count >= limits.currentRows else { return nil }
        let expected = mean(basis == .distance ? labelled.distances : labelled.predictions)
        let realised = labelled.errors.reduce(0, +) / Double(labelled.count)
        let deviations = (realised - expected.value).magnitude / max(expected.deviation, .leastNormalMagnitude)
        guard deviations > limits.gapDeviations else { return nil }
        return .errorDrift(
            estimated: expected.value, realised: realised, deviations: deviations, rows: labelled.count)
    }
}
