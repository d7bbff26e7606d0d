import Domain
import Learning

/// Whether a mean is above its limit, or below it: two bets, to be looked at after each value.
struct GuardrailBet: Codable, Hashable, Sendable {
    /// A limit that nothing between −1 and 1 can be above.
    private static let greatest = 0.999_999

    private var harm: BettingTest
    private var safety: BettingTest
    private var sum = 0.0

    /// - Parameter limit: From 0 on; at 1 nothing is ever proven.
    init(limit: Double) {
        let number = min(limit, Self.greatest)
        harm = BettingTest(above: number)
        safety = BettingTest(above: -number)
    }

    /// Counts one value in, from −1 to 1; above 0 is worse.
    ///
    /// - Complexity: O(1)
    mutating func add(_ value: Double) {
        sum += value
        harm.add(value)
        safety.add(-value)
    }

    var count: Int { harm.count }
    var mean: Double { count == 0 ? 0 : sum / Double(count) }

    /// About how many more such values rule as much as the limit out; nil where that cannot be told.
    func needed(at alpha: Double) -> Int? { safety.valuesNeeded(at: alpha) }

    /// What is proven with a chance of error of at most `alpha` over all looks.
    func verdict(at alpha: Double) -> Verdict {
        if harm.process.rejects(at: alpha) { return .fail }
        return safety.isProven(at: alpha) ? .pass : .inconclusive
    }
}
