import Domain
import Learning

/// What the labelled pairs of one attempt say of the candidate's loss minus the champion's; to be looked at after each.
///
/// Three bets decide: that the difference is above 0 (harm), above the critical margin (harm that cannot wait), and below
/// the margin of no harm. Each errs with a chance of at most alpha over the whole attempt, whatever the losses are. The
/// bounds that are shown are the empirical Bernstein sequence's, narrowed by what the bets have proven.
struct PairedEvidence: Codable, Hashable, Sendable {
    private let margin: Double
    private let criticalMargin: Double
    private let alpha: Double
    private var sequence: EmpiricalBernsteinSequence
    private var harm: BettingTest
    private var criticalHarm: BettingTest
    private var safety: BettingTest

    init(_ policy: CanaryDefinition) {
        (margin, criticalMargin, alpha) = (policy.margin, policy.criticalMargin, policy.alpha)
        sequence = EmpiricalBernsteinSequence(lower: -1, upper: 1, alpha: alpha)
        harm = BettingTest(above: 0)
        criticalHarm = BettingTest(above: criticalMargin)
        safety = BettingTest(above: -margin)
    }

    /// Counts one pair in: the candidate's loss minus the champion's, from −1 to 1.
    ///
    /// - Complexity: O(1)
    mutating func add(_ difference: Double) {
        sequence.add(difference)
        harm.add(difference)
        criticalHarm.add(difference)
        safety.add(-difference)
    }

    var count: Int { sequence.count }
    var estimate: Double { sequence.estimate }
    var provesHarm: Bool { harm.process.rejects(at: alpha) }
    var provesCriticalHarm: Bool { criticalHarm.process.rejects(at: alpha) }

    /// Whether harm as large as the margin is ruled out by what is known now: what was proven once may not hold any more.
    var provesSafety: Bool {
        safety.isProven(at: alpha)
    }

    var bounds: (lower: Double, upper: Double) {
        var bounds = sequence.bounds
        if provesHarm { bounds.lower = max(bounds.lower, 0) }
        if provesCriticalHarm { bounds.lower = max(bounds.lower, criticalMargin) }
        if provesSafety { bounds.upper = min(bounds.upper, margin) }
        return bounds
    }

    /// About how many more pairs at this difference rule harm out; nil where no number of them does.
    var pairsToSafety: Int? {
        safety.valuesNeeded(at: alpha) ?? sequence.pairsNeeded(forUpperBelow: margin)
    }

    private static let mostLosses = 100

    /// How many pairs in a row the candidate has to lose before harm is not ruled out any more; nil for over a hundred.
    ///
    /// - Complexity: O(the answer)
    var lossesToDoubt: Int? {
        var imagined = safety
        for losses in 1...Self.mostLosses {
            imagined.add(-1)
            if !imagined.isProven(at: alpha) { return losses }
        }
        return nil
    }
}
