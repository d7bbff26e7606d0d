import Domain

/// How the candidate's answers are distributed beside the champion's on the same events, before any label has come.
///
/// Of classes, by how much each becomes more or less frequent; of a number, by how much it moves on the loss scale.
struct ScoreGuardrail: Codable, Hashable, Sendable {
    private struct Direction: Codable, Hashable, Sendable {
        var words: String
        /// The class; nil for a number.
        var category: Int?
        var sign: Double
        var bet: GuardrailBet
    }

    /// Classes that are watched; those of a longer list are rare.
    private static let mostClasses = 32

    private let limit: Double
    private let minimum: Int
    private let scale: Double
    private var directions: [Direction]

    /// - Parameters:
    ///   - task: What is answered.
    ///   - limit: The shift that is allowed.
    ///   - minimum: Answers from which on it counts: the first may all be of one kind of event.
    ///   - scale: A number's distance of so much is 1.
    init(task: LearningTask, limit: Double, minimum: Int, scale: Double) {
        self.limit = limit
        self.minimum = minimum
        self.scale = scale
        func both(_ more: String, _ less: String, of category: Int?) -> [Direction] {
            [(more, 1.0), (less, -1)].map {
                Direction(words: $0, category: category, sign: $1, bet: GuardrailBet(limit: limit))
            }
        }
        switch task {
        case .classification(let classes):
            // Of two classes one says all.
            let watched = classes.count == 2 ? 1 : min(classes.count, Self.mostClasses)
            directions = classes.prefix(watched).enumerated().flatMap {
                both("more \($0.element)", "less \($0.element)", of: $0.offset)
            }
        case .regression:
            directions = both("higher answers", "lower answers", of: nil)
        }
    }

    /// Counts both models' valid answers to one event in.
    ///
    /// - Returns: The direction in which more than the limit is proven; nil for none.
    mutating func add(champion: Output, candidate: Output, alpha: Double) -> GuardrailState? {
        for index in directions.indices {
            let shift = shift(champion, candidate, directions[index].category)
            guard let shift else { return nil }
            directions[index].bet.add(directions[index].sign * shift)
        }
        return directions.firstIndex { verdict(of: $0, alpha) == .fail }.map { state(of: directions[$0], alpha) }
    }

    private func shift(_ champion: Output, _ candidate: Output, _ category: Int?) -> Double? {
        if let category {
            guard let old = champion.predictedClass, let new = candidate.predictedClass else { return nil }
            return (new == category ? 1 : 0) - (old == category ? 1 : 0)
        }
        guard case .value(let old) = champion, case .value(let new) = candidate else { return nil }
        return min(1, max(-1, (new - old) / scale))
    }

    func states(alpha: Double) -> [GuardrailState] {
        directions.map { state(of: $0, alpha) }
    }

    private func state(of direction: Direction, _ alpha: Double) -> GuardrailState {
        GuardrailState(
            kind: .scores, subject: direction.words, value: direction.bet.mean, limit: limit,
            count: direction.bet.count, verdict: verdict(of: direction, alpha),
            needed: direction.bet.count < minimum
                ? nil : direction.bet.needed(at: alpha / Double(directions.count)))
    }

    private func verdict(of direction: Direction, _ alpha: Double) -> Verdict {
        guard direction.bet.count >= minimum else { return .inconclusive }
        return direction.bet.verdict(at: alpha / Double(directions.count))
    }
}
