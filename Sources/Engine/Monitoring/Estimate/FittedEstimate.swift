import Learning

/// What a version's labelled answers say of those without labels.
enum FittedEstimate: Codable, Hashable, Sendable {
    case accuracy(PerformanceEstimator)
    case error(ErrorEstimator)

    /// Nil where the rows hold what is no number.
    ///
    /// - Complexity: O(rows · log rows)
    init?(_ rows: AnswerRows, in range: Range<Int>, isClass: Bool) {
        let rows = rows.rows(range)
        do {
            if isClass {
                let labelled = try LabelledScores(scores: rows.scores, labels: rows.outcomes.map { $0 > 0.5 })
                self = .accuracy(try PerformanceEstimator(reference: labelled, target: .predictedClass))
            } else {
                self = .error(
                    ErrorEstimator(
                        reference: try LabelledErrors(
                            predictions: rows.scores, distances: rows.distances, errors: rows.outcomes)))
            }
        } catch {
            return nil
        }
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

    /// How sure the estimate is, and every check that fails.
    ///
    /// - Parameters:
    ///   - current: The newest answers, labelled or not.
    ///   - checked: Labelled answers that came after those it was fitted to.
    ///   - range: Which of `checked` they are.
    ///   - columnShifts: The population stability index of each column that has one.
    /// - Returns: Nil before there is an answer to judge.
    func judge(
        _ current: AnswerRows, checked: AnswerRows, in range: Range<Int>, columnShifts: [String: Double]
    ) -> (deviation: Double, reasons: [DistrustReason])? {
        let now = current.rows(0..<current.count)
        let newest = checked.rows(range)
        do {
            switch self {
            case .accuracy(let estimator):
                let labelled =
                    range.isEmpty
                    ? nil : try LabelledScores(scores: newest.scores, labels: newest.outcomes.map { $0 > 0.5 })
                let found = try estimator.estimate(scores: now.scores, columnShifts: columnShifts, labelled: labelled)
                return (found.accuracy.deviation, found.trust.reasons)
            case .error(let estimator):
                let labelled =
                    range.isEmpty
                    ? nil
                    : try LabelledErrors(
                        predictions: newest.scores, distances: newest.distances, errors: newest.outcomes)
                let found = try estimator.estimate(
                    predictions: now.scores, distances: now.distances, columnShifts: columnShifts, labelled: labelled)
                return (found.deviation, found.trust.reasons)
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
