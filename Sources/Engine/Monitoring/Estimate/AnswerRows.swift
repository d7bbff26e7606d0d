import Learning

/// The newest answers of a version, oldest first; those that are labelled with how they turned out.
struct AnswerRows: Codable, Hashable, Sendable {
    private(set) var scores: [Float] = []
    private(set) var distances: [Float] = []
    /// 1 or 0 for a class, right or not; a number's absolute error.
    ///
    /// Empty for rows without labels.
    private(set) var outcomes: [Float] = []

    var count: Int { scores.count }

    /// Takes one in; a quarter more than `limit` are kept before the oldest go.
    mutating func append(_ answer: ScoredAnswer, outcome: Float? = nil, limit: Int) {
        scores.append(answer.score)
        distances.append(answer.distance)
        if let outcome { outcomes.append(outcome) }
        let surplus = scores.count - limit
        guard surplus >= limit / 4 else { return }
        scores.removeFirst(surplus)
        distances.removeFirst(surplus)
        outcomes.removeFirst(min(surplus, outcomes.count))
    }

    /// How sure each answer of a range was, and whether it was right.
    func scores(in range: Range<Int>) throws(CalibrationInputError) -> LabelledScores {
        try LabelledScores(scores: scores[range].map(Double.init), labels: outcomes[range].map { $0 > 0.5 })
    }

    /// Each number of a range, and how far off it was.
    func errors(in range: Range<Int>) throws(CalibrationInputError) -> LabelledErrors {
        try LabelledErrors(
            predictions: scores[range].map(Double.init), distances: distances[range].map(Double.init),
            errors: outcomes[range].map(Double.init))
    }
}
