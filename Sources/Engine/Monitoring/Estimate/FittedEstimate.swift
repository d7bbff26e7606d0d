import Learning

/// What a version's labelled answers say of those without labels.
enum FittedEstimate: Codable, Hashable, Sendable {
    case accuracy(PerformanceEstimator)
    case error(ErrorEstimator)

    /// Nil where the rows hold what is no number.
    ///
    /// - Parameters:
    ///   - rows: Labelled answers.
    ///   - range: Which of them.
    ///   - isClass: Whether they are of a classifier.
    ///   - newer: The estimate of newer rows, where this one is only asked what has changed since.
    /// - Complexity: O(rows · log rows)
    init?(_ rows: AnswerRows, in range: Range<Int>, isClass: Bool, before newer: FittedEstimate? = nil) {
        do {
            if isClass {
                self = .accuracy(
                    try PerformanceEstimator(
                        reference: rows.scores(in: range), target: .predictedClass, checksCalibration: newer == nil))
            } else {
                self = .error(ErrorEstimator(reference: try rows.errors(in: range), basis: newer?.basis))
            }
        } catch {
            return nil
        }
    }

    private var basis: ErrorEstimator.Basis? {
        if case .error(let estimator) = self { estimator.basis } else { nil }
    }

    /// How likely the answer is right, or how far off it is.
    ///
    /// - Complexity: O(log rows)
    func expected(_ answer: ScoredAnswer) -> Double {
        switch self {
        case .accuracy(let estimator): estimator.probability(at: Double(answer.score))
        case .error(let estimator):
            estimator.error(prediction: Double(answer.score), distance: Double(answer.distance))
        }
    }

    /// How sure the estimate is for the newest answers, and every check of them that fails.
    ///
    /// - Parameters:
    ///   - current: The newest answers, labelled or not.
    ///   - columnShifts: The population stability index of each column that has one.
    /// - Returns: Nil before there is an answer to judge.
    func judge(
        _ current: AnswerRows, columnShifts: [String: Double]
    ) -> (deviation: Double, reasons: [DistrustReason])? {
        let (scores, distances) = (current.scores.map(Double.init), current.distances.map(Double.init))
        do {
            switch self {
            case .accuracy(let estimator):
                let found = try estimator.estimate(scores: scores, columnShifts: columnShifts)
                return (found.accuracy.deviation, found.trust.reasons)
            case .error(let estimator):
                let found = try estimator.estimate(
                    predictions: scores, distances: distances, columnShifts: columnShifts)
                return (found.deviation, found.trust.reasons)
            }
        } catch {
            return nil
        }
    }

    /// What the labels of newer answers say against it; nil where they agree, or are too few.
    func drift(_ newer: AnswerRows, in range: Range<Int>) -> DistrustReason? {
        do {
            switch self {
            case .accuracy(let estimator): return estimator.conceptDrift(try newer.scores(in: range))
            case .error(let estimator): return estimator.drift(try newer.errors(in: range))
            }
        } catch {
            return nil
        }
    }
}

extension EstimatedPerformance.Trust {
    var reasons: [DistrustReason] {
        switch self {
        case .trusted: []
        case .untrusted(let reasons): reasons
        }
    }
}
