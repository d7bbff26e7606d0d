import Domain

/// Whether a server leaves more questions unanswered than is allowed: a test that may be looked at after each.
///
/// The wealth of bets against the allowed share, averaged over what the true one may be and over the question from which on
/// it is so: whatever share up to the allowed one is true, the wealth reaches 1/α with a chance of at most α, ever (Ville's
/// inequality). Question n is a beginning with weight 1 ÷ n(n + 1), so that a server which fails after a million good
/// answers is found as well as one that fails at once.
///
/// Source: Shin, Ramdas, Rinaldo, "E-detectors", 2022, with weights that sum to 1 in place of its restarts.
struct AnswerWatch: Codable, Hashable, Sendable {
    private static let bets = 16
    /// One slip is none, however little is allowed.
    private static let leastFailures = 5

    private(set) var asked = 0
    private(set) var unanswered = 0
    private var wealth: [Double] = []

    /// - Parameters:
    ///   - isAnswered: Whether an answer came that can be used.
    ///   - allowed: The share that may be missing, above 0 and below 1.
    ///   - alpha: The chance of a false alarm.
    /// - Returns: Whether it is proven that more are missing.
    mutating func add(isAnswered: Bool, allowed: Double, alpha: Double) -> Bool {
        asked += 1
        if !isAnswered { unanswered += 1 }
        if wealth.isEmpty { wealth = Array(repeating: 0, count: Self.bets) }
        let beginning = 1 / (Double(asked) * Double(asked + 1))
        for place in wealth.indices {
            let share = allowed + (1 - allowed) * (Double(place) + 0.5) / Double(Self.bets)
            wealth[place] = (wealth[place] + beginning) * (isAnswered ? (1 - share) / (1 - allowed) : share / allowed)
        }
        // What has not begun yet is neither won nor lost.
        let mean = wealth.reduce(0, +) / Double(Self.bets) + 1 / Double(asked + 1)
        return unanswered >= Self.leastFailures && mean >= 1 / alpha
    }
}

extension RolloutStateMachine {
    /// Takes in whether the candidate's server or program answered; too many misses are its own fault, and take it out.
    mutating func asked(_ who: String = "server", isAnswered: Bool, at time: Timestamp) -> [Action] {
        guard comparesModels, state != .promoting else { return [] }
        let allowed = policy.guards.errorShare
        guard ledger.answers.add(isAnswered: isAnswered, allowed: allowed, alpha: policy.alpha) else { return [] }
        let watch = ledger.answers
        return withdraw(
            at: time, actor: "engine",
            reason: "its \(who) left \(watch.unanswered) of \(watch.asked) questions unanswered, "
                + "\(Decimal.fixed(allowed * 100, 1)) % allowed")
    }
}

extension KeyedDecodingContainer {
    /// A checkpoint of an older program asked no other server.
    func decode(_ type: AnswerWatch.Type, forKey key: Key) throws -> AnswerWatch {
        try decodeIfPresent(type, forKey: key) ?? AnswerWatch()
    }
}
