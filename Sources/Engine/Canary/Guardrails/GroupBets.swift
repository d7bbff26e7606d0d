import Domain

/// Bets on groups that are not known beforehand and share one chance of error.
///
/// The k-th group that has the minimum of values gets alpha ÷ (k · (k + 1)) of it: these sum to alpha, however many groups
/// come, and a rare group takes nothing from the others.
struct GroupBets: Codable, Hashable, Sendable {
    private struct Group: Codable, Hashable, Sendable {
        var name: String
        var bet: GuardrailBet
        /// Which one it was to have the minimum, from 1; nil before.
        var rank: Int?
    }

    /// Groups that are told apart; later ones do not count.
    static let mostGroups = 64

    let limit: Double
    private let minimum: Int
    private var groups: [Group] = []
    private var ranked = 0

    /// - Parameters:
    ///   - limit: What no group's mean may be proven above.
    ///   - minimum: Values from which on a group counts.
    init(limit: Double, minimum: Int) {
        self.limit = limit
        self.minimum = minimum
    }

    /// Counts a value of a group in.
    ///
    /// - Returns: The group's place; nil for one too many.
    /// - Complexity: O(groups)
    @discardableResult
    mutating func add(_ value: Double, to name: String) -> Int? {
        guard let index = place(of: name) else { return nil }
        groups[index].bet.add(value)
        if groups[index].rank == nil, groups[index].bet.count >= minimum {
            ranked += 1
            groups[index].rank = ranked
        }
        return index
    }

    private mutating func place(of name: String) -> Int? {
        if let known = groups.firstIndex(where: { $0.name == name }) { return known }
        guard groups.count < Self.mostGroups else { return nil }
        groups.append(Group(name: name, bet: GuardrailBet(limit: limit)))
        return groups.count - 1
    }

    /// How a group stands where all of them share `alpha`.
    func state(at index: Int, _ kind: GuardrailState.Kind, alpha: Double) -> GuardrailState {
        let group = groups[index]
        let part = group.rank.map { alpha / Double($0 * ($0 + 1)) }
        return GuardrailState(
            kind: kind, subject: group.name, value: group.bet.mean, limit: limit, count: group.bet.count,
            verdict: part.map(group.bet.verdict) ?? .inconclusive, needed: part.flatMap(group.bet.needed))
    }

    /// All groups in the order in which they came.
    func states(_ kind: GuardrailState.Kind, alpha: Double) -> [GuardrailState] {
        groups.indices.map { state(at: $0, kind, alpha: alpha) }
    }
}
