import Domain

/// The parts of one column: on none of them may the candidate's loss be proven above the champion's by more than the margin.
///
/// A number is cut into quarters of the first pairs, which are counted when the cuts are known; they say nothing of the
/// losses, so that no bet is made with knowledge of its outcome.
struct SliceGuardrail: Codable, Hashable, Sendable {
    private struct Early: Codable, Hashable, Sendable {
        var value: FieldValue
        var difference: Double
    }

    private let name: String
    private let column: Int
    private let minimum: Int
    private var slicing: Slicing?
    private var early: [Early] = []
    private var bets: GroupBets

    init(name: String, column: Int, margin: Double, minimum: Int) {
        self.name = name
        self.column = column
        self.minimum = minimum
        bets = GroupBets(limit: margin, minimum: minimum)
    }

    /// Counts a pair in: the candidate's loss minus the champion's.
    ///
    /// - Returns: The part, where harm is proven on it.
    mutating func add(_ difference: Double, of event: Event, alpha: Double) -> GuardrailState? {
        let value = event.values[safe: column] ?? .missing
        if let slicing { return add(difference, to: slicing.part(of: value), alpha) }
        early.append(Early(value: value, difference: difference))
        guard early.count >= minimum else { return nil }
        let cuts = Slicing(early.map(\.value), name: name)
        slicing = cuts
        defer { early = [] }
        return early.reduce(nil) { found, pair in
            let harm = add(pair.difference, to: cuts.part(of: pair.value), alpha)
            return found ?? harm
        }
    }

    private mutating func add(_ difference: Double, to part: String, _ alpha: Double) -> GuardrailState? {
        guard let index = bets.add(difference, to: part) else { return nil }
        let state = bets.state(at: index, .slices, alpha: alpha)
        return state.verdict == .fail ? state : nil
    }

    func states(alpha: Double) -> [GuardrailState] { bets.states(.slices, alpha: alpha) }
}
