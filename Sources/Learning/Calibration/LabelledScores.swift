/// Scores of a model beside what turned out to be true, checked once.
package struct LabelledScores: Hashable, Sendable {
    package let scores: [Double]
    package let labels: [Bool]
    /// One a row; 1 where none were given.
    package let weights: [Double]

    /// - Parameters:
    ///   - scores: Any finite numbers; the greater, the likelier.
    ///   - labels: Whether the row is of the class that the score speaks of, one a score.
    ///   - weights: One a score, none negative.
    /// - Throws: ``CalibrationInputError``
    package init(scores: [Double], labels: [Bool], weights: [Double]? = nil) throws(CalibrationInputError) {
        try CalibrationInputError.check(scores: scores)
        guard labels.count == scores.count else {
            throw .lengths(scores: scores.count, other: labels.count, name: "labels")
        }
        let weights = weights ?? Array(repeating: 1, count: scores.count)
        try CalibrationInputError.check(weights: weights, rows: scores.count)
        self.init(checkedScores: scores, labels: labels, weights: weights)
    }

    private init(checkedScores scores: [Double], labels: [Bool], weights: [Double]) {
        self.scores = scores
        self.labels = labels
        self.weights = weights
    }

    package var count: Int { scores.count }

    /// The same labels beside other finite scores, one a row.
    func rescored(_ scores: [Double]) -> LabelledScores {
        LabelledScores(checkedScores: scores, labels: labels, weights: weights)
    }

    /// The rows whose number satisfies a condition; nil where that leaves no weight.
    func rows(where isIncluded: (Int) -> Bool) -> LabelledScores? {
        let rows = scores.indices.filter(isIncluded)
        guard rows.contains(where: { weights[$0] > 0 }) else { return nil }
        return LabelledScores(
            checkedScores: rows.map { scores[$0] }, labels: rows.map { labels[$0] }, weights: rows.map { weights[$0] })
    }
}
