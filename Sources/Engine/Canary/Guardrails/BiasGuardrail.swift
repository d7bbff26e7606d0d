import Domain

/// The groups of the protected column: none may fall behind the others by more than the limit beyond what the champion does.
///
/// Three questions, those of ``BiasGate``: who gets the favourable class, who gets it of those who deserve it, and whose
/// answers are wrong. Each event gives the candidate's answer minus the champion's; a group's event is held against one of
/// the others', in the order in which they come, so that what hits all alike is no bias.
struct BiasGuardrail: Codable, Sendable {
    enum Question: String, Codable, CaseIterable, Sendable {
        case parity = "favourable answers"
        case opportunity = "favourable answers to those who deserve them"
        case errors = "errors"
    }

    private struct Line: Codable, Sendable {
        var question: Question
        var bets: GroupBets
        var partners: [Partners] = []
    }

    /// Events of one group that wait for one of the others, or the other way round.
    private struct Partners: Codable, Sendable {
        /// More than this of one side in a row do not count; that says nothing of what was answered.
        private static let mostWaiting = 64

        var group: String
        var isOfGroup = true
        var waiting: [Double] = []

        /// The group's value minus the others'; nil where the event waits.
        mutating func match(_ value: Double, isOfGroup side: Bool) -> Double? {
            if !waiting.isEmpty, side != isOfGroup {
                let other = waiting.removeFirst()
                return side ? value - other : other - value
            }
            isOfGroup = side
            if waiting.count < Self.mostWaiting { waiting.append(value) }
            return nil
        }
    }

    private let name: String
    private let column: Int
    private let good: Int
    private let limit: Double
    private var lines: [Line]

    init(name: String, column: Int, favourable: Int, limit: Double, minimum: Int) {
        self.name = name
        self.column = column
        good = favourable
        self.limit = limit
        // The difference of two values from −1 to 1 is halved for the bet, and so is its limit.
        lines = Question.allCases.map { Line(question: $0, bets: GroupBets(limit: limit / 2, minimum: minimum)) }
    }

    /// Counts a pair in.
    ///
    /// - Returns: The group, where it is proven to fall behind.
    /// - Complexity: O(groups)
    mutating func add(_ pair: GuardrailPair, alpha: Double) -> GuardrailState? {
        let group = "\(name) \(pair.event.values[safe: column] ?? .missing)"
        var found: GuardrailState?
        for index in lines.indices {
            guard let value = pair.shortfall(lines[index].question, good: good) else { continue }
            let harm = add(value, of: group, at: index, alpha / Double(lines.count))
            found = found ?? harm
        }
        return found
    }

    private mutating func add(
        _ value: Double, of group: String, at index: Int, _ alpha: Double
    ) -> GuardrailState? {
        if !lines[index].partners.contains(where: { $0.group == group }),
            lines[index].partners.count < GroupBets.mostGroups
        {
            lines[index].partners.append(Partners(group: group))
        }
        var found: GuardrailState?
        for place in lines[index].partners.indices {
            let other = lines[index].partners[place].group
            guard let gap = lines[index].partners[place].match(value, isOfGroup: other == group),
                let bet = lines[index].bets.add(gap / 2, to: other)
            else { continue }
            let state = worded(lines[index].bets.state(at: bet, .bias, alpha: alpha), lines[index].question)
            if state.verdict == .fail { found = found ?? state }
        }
        return found
    }

    /// On the scale of the answers, and with what is asked.
    private func worded(_ state: GuardrailState, _ question: Question) -> GuardrailState {
        var state = state
        state.subject += ": \(question.rawValue)"
        state.value *= 2
        state.limit = limit
        return state
    }

    func states(alpha: Double) -> [GuardrailState] {
        lines.flatMap { line in
            line.bets.states(.bias, alpha: alpha / Double(lines.count)).map { worded($0, line.question) }
        }
    }
}

/// A labelled event with both models' answers to it.
struct GuardrailPair: Sendable {
    var event: Event
    var truth: Truth
    var champion: Output
    var candidate: Output
    /// The candidate's loss minus the champion's.
    var difference: Double

    /// How much worse the candidate's answer is under a question; nil where the question is not about this event.
    func shortfall(_ question: BiasGuardrail.Question, good: Int) -> Double? {
        guard let old = champion.predictedClass, let new = candidate.predictedClass else { return nil }
        let lost = (old == good ? 1.0 : 0) - (new == good ? 1 : 0)
        switch question {
        case .parity: return lost
        case .opportunity: return truth == .category(good) ? lost : nil
        case .errors: return (truth == .category(new) ? 0 : 1) - (truth == .category(old) ? 0.0 : 1)
        }
    }
}
