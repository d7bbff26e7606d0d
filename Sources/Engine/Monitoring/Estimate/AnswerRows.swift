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

    /// The rows of a range, as the estimators take them.
    func rows(_ range: Range<Int>) -> (scores: [Double], distances: [Double], outcomes: [Double]) {
        (
            scores[range].map(Double.init), distances[range].map(Double.init),
            outcomes.isEmpty ? [] : outcomes[range].map(Double.init)
        )
    }
}
