/// Whether two arms have different shares of successes, tested after every trial.
///
///     var test = try ProportionDifferenceTest(effect: 0.02)
///     test.add(isSuccess: true, to: .treatment)
///     test.process.rejects(at: 0.05)
///
/// A normal mixture with the variance of the pooled share put in: the guarantee holds as the counts grow. It therefore
/// stays silent until both arms have 30 trials and both outcomes were seen 30 times. For a guarantee at any
/// count feed the differences of pairs to ``HedgedCapitalSequence``.
///
/// Source: Johari, Koomen, Pekelis, Walsh, "Peeking at A/B Tests", KDD 2017.
package struct ProportionDifferenceTest: Hashable, Saved {
    package static let savedName = "proportion-difference-test"
    package static let savedVersion = 1
    private static let leastCount = 30.0

    private struct Tally: Hashable, Codable, Sendable {
        var successes = 0.0
        var trials = 0.0

        var share: Double { successes / trials }
        /// Of the share; a success and a failure are added, so that it is never 0.
        var variance: Double {
            let smoothed = (successes + 1) / (trials + 2)
            return smoothed * (1 - smoothed) / trials
        }
    }

    private let effectVariance: Double
    private var control = Tally()
    private var treatment = Tally()
    /// Against equal shares.
    package private(set) var process = EProcess()

    /// - Parameter effect: The standard deviation of the differences that are looked for, as 0.02 for two points.
    /// - Throws: ``EvidenceError/setting(name:value:allowed:)``
    package init(effect: Double) throws(EvidenceError) {
        try EvidenceError.checkPositive("the effect", effect)
        effectVariance = effect * effect
    }

    /// Counts one trial in.
    ///
    /// - Complexity: O(1)
    package mutating func add(isSuccess: Bool, to arm: TestArm) {
        switch arm {
        case .control: Self.count(isSuccess, in: &control)
        case .treatment: Self.count(isSuccess, in: &treatment)
        }
        if let logRatio { process.move(to: EValue(computedLogarithm: logRatio)) }
    }

    /// Share of the treatment minus share of the control; nil while an arm is empty.
    package var estimate: Double? {
        control.trials > 0 && treatment.trials > 0 ? treatment.share - control.share : nil
    }

    /// The differences that would not be rejected now, each arm with its own variance; nil while the test is silent.
    ///
    /// - Complexity: O(1)
    package func interval(alpha: Double) -> ClosedRange<Double>? {
        guard alpha > 0, alpha < 1, hasEnough, let estimate else { return nil }
        let radius = NormalMixture.radius(
            variance: control.variance + treatment.variance, effectVariance: effectVariance, alpha: alpha)
        return max(-1, estimate - radius)...min(1, estimate + radius)
    }

    private static func count(_ isSuccess: Bool, in tally: inout Tally) {
        tally.trials += 1
        if isSuccess { tally.successes += 1 }
    }

    private var hasEnough: Bool {
        let successes = control.successes + treatment.successes
        let failures = control.trials + treatment.trials - successes
        return min(control.trials, treatment.trials, successes, failures) >= Self.leastCount
    }

    private var logRatio: Double? {
        guard hasEnough, let estimate else { return nil }
        let pooled = (control.successes + treatment.successes) / (control.trials + treatment.trials)
        let variance = pooled * (1 - pooled) * (1 / control.trials + 1 / treatment.trials)
        return NormalMixture.logRatio(difference: estimate, variance: variance, effectVariance: effectVariance)
    }
}
