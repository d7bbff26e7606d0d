/// Estimates performance before labels arrive, from how sure the model is; CBPE in short.
///
///     let estimator = try PerformanceEstimator(reference: scoresWithLabels, target: .binary(threshold: 0.5))
///     let now = try estimator.estimate(scores: todaysScores)
///     now.accuracy.band
///     now.trust
///
/// Scores are calibrated on the reference by isotonic regression. A row predicted true with calibrated probability 0.8 counts
/// as 0.8 of a true positive and 0.2 of a false one, and the metrics are those of the sums. This is right when the rows
/// change but the chance of a label given the row does not (covariate shift), and blind where that chance changes
/// (concept drift): only labels can tell, so hand in those that there are. The band holds the chance of the labels
/// themselves, and that of the calibration, weighted by where the current scores lie.
///
/// Source: the method that NannyML calls confidence-based performance estimation; Garg, Balakrishnan, Lipton, Neyshabur,
/// Sedghi, "Leveraging Unlabeled Data to Predict Out-of-Distribution Performance", ICLR 2022, on why no estimate can do
/// without such an assumption.
package struct PerformanceEstimator: Hashable, Saved {
    package static let savedName = "performance-estimator"
    package static let savedVersion = 1
    private static let reliabilityBins = 10
    private static let folds = 5

    /// What the scores and labels speak of.
    package enum Target: Hashable, Codable, Sendable {
        /// The score of the true class; from the threshold on a row is predicted true.
        case binary(threshold: Double)
        /// The confidence in the predicted class, one of many; a label says whether the prediction was right.
        case predictedClass
    }

    private let target: Target
    private let limits: TrustLimits
    private let curve: IsotonicRegression
    private let reference: ScoreReference
    /// On rows that the curve was not fitted to; nil where the reference is too small to tell.
    package let calibrationError: Double?
    /// The part of it that is two standard deviations beyond chance.
    private let sureCalibrationError: Double

    /// Learns from rows with labels that the model was not trained on; weights count for the curve only.
    ///
    /// - Parameters:
    ///   - rows: The rows.
    ///   - target: What scores and labels speak of.
    ///   - limits: From where on it is not believed.
    ///   - checksCalibration: False where it is asked for ``conceptDrift(_:)`` alone: that costs a sixth.
    /// - Throws: ``CalibrationInputError/threshold(_:)``
    /// - Complexity: O(rows · log rows)
    package init(
        reference rows: LabelledScores, target: Target, limits: TrustLimits = TrustLimits(),
        checksCalibration: Bool = true
    ) throws(CalibrationInputError) {
        if case .binary(let threshold) = target, !threshold.isFinite { throw .threshold(threshold) }
        self.target = target
        self.limits = limits
        curve = IsotonicRegression(rows)
        reference = ScoreReference(rows)
        let crossFitted = checksCalibration ? Self.crossFitted(rows) : nil
        calibrationError = crossFitted?.error
        sureCalibrationError = crossFitted?.sureError ?? 0
    }

    /// The metrics to expect of rows without labels.
    ///
    /// - Parameters:
    ///   - scores: Of the current rows, at least one.
    ///   - columnShifts: The population stability index of each column, where it is known, as from ``ColumnDrift``.
    ///   - labelled: Current rows whose labels have arrived, whether among `scores` or not.
    /// - Returns: Each metric with its band, and whether to believe them.
    /// - Throws: ``CalibrationInputError``
    /// - Complexity: O(rows · log rows)
    package func estimate(
        scores: [Double], columnShifts: [String: Double] = [:], labelled: LabelledScores? = nil
    ) throws(CalibrationInputError) -> EstimatedPerformance {
        try CalibrationInputError.check(scores: scores)
        if let unknown = columnShifts.filter({ $0.value.isNaN }).keys.min() { throw .columnShift(column: unknown) }
        let metrics = metrics(scores)
        let isBinary = target != .predictedClass
        let reasons =
            distrust(scores) + limits.shifted(columnShifts) + (labelled.flatMap(conceptDrift).map { [$0] } ?? [])
        return EstimatedPerformance(
            rows: scores.count, accuracy: estimate(metrics.accuracy, scores),
            precision: isBinary ? metrics.precision.map { estimate($0, scores) } : nil,
            recall: isBinary ? metrics.recall.map { estimate($0, scores) } : nil,
            f1: isBinary ? metrics.f1.map { estimate($0, scores) } : nil,
            auc: isBinary ? metrics.auc.map { estimate($0, scores) } : nil,
            trust: reasons.isEmpty ? .trusted : .untrusted(reasons))
    }

    /// How likely the label of a row with this score is, or how likely its answer is right.
    ///
    /// - Complexity: O(log rows)
    package func probability(at score: Double) -> Double { curve.value(at: score) }

    /// Every fifth row judged by the curve of the others, in bins by score; the root of the five mean squares' mean.
    private static func crossFitted(_ rows: LabelledScores) -> (error: Double, sureError: Double)? {
        var (square, variance) = (0.0, 0.0)
        for fold in 0..<folds {
            guard let others = rows.rows(where: { $0 % folds != fold }),
                let judged = rows.rows(where: { $0 % folds == fold })
            else { return nil }
            let curve = IsotonicRegression(others)
            let bins = ReliabilityBins(
                judged.rescored(judged.scores.map(curve.value)), by: judged.scores, checkedBins: reliabilityBins)
            guard let ofFold = bins.debiasedSquare else { return nil }
            square += ofFold.mean / Double(folds)
            variance += ofFold.variance / Double(folds * folds)
        }
        let sure = square - 2 * variance.squareRoot()
        return (max(0, square).squareRoot(), max(0, sure).squareRoot())
    }

    private func predictsTrue(_ score: Double) -> Bool {
        switch target {
        case .binary(let threshold): score >= threshold
        case .predictedClass: true
        }
    }

    private func metrics(_ scores: [Double]) -> ExpectedMetrics {
        ExpectedMetrics(
            scores: scores, probabilities: scores.map(curve.value),
            predictions: scores.map { predictsTrue($0) ? 1 : 0 })
    }

    /// The chance of each row's label, and of the share in each bin of the reference, through the metric's slopes.
    private func estimate(_ metric: ExpectedMetrics.Metric, _ scores: [Double]) -> EstimatedMetric {
        var variance = 0.0
        var slopeByBin = reference.bins.map { _ in 0.0 }
        for (score, slope) in zip(scores, metric.slopes) {
            let probability = curve.value(at: score)
            variance += slope * slope * probability * (1 - probability)
            slopeByBin[reference.bin(of: score)] += slope
        }
        for (bin, slope) in zip(reference.bins, slopeByBin) { variance += slope * slope * bin.shareVariance }
        return EstimatedMetric(value: metric.value, deviation: variance.squareRoot())
    }

    private func distrust(_ scores: [Double]) -> [DistrustReason] {
        var reasons = limits.fewRows(
            reference: reference.rows, needed: 2 * Self.reliabilityBins * Self.folds, current: scores.count)
        if let calibrationError, sureCalibrationError > limits.calibrationError {
            reasons.append(.miscalibrated(error: calibrationError, limit: limits.calibrationError))
        }
        return reasons + limits.novelty(of: scores, against: reference)
    }

    /// What the labels of newer rows say against the estimate for these rows; nil where they agree, or are too few.
    ///
    /// - Complexity: O(rows)
    package func conceptDrift(_ labelled: LabelledScores) -> DistrustReason? {
        guard labelled.count >= limits.currentRows else { return nil }
        let estimated = estimate(metrics(labelled.scores).accuracy, labelled.scores)
        let right = zip(labelled.scores, labelled.labels).count { predictsTrue($0.0) == $0.1 }
        let realised = Double(right) / Double(labelled.count)
        let deviations = (realised - estimated.value).magnitude / estimated.deviation
        guard deviations > limits.gapDeviations else { return nil }
        return .conceptDrift(
            estimated: estimated.value, realised: realised, deviations: deviations, rows: labelled.count)
    }
}
