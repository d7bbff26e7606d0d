/// Whether two arms have different means, tested after every value: a mixture sequential probability ratio test.
///
///     var test = try MeanDifferenceTest(scale: .unknown(standardisedEffect: 0.2))
///     try test.add(12.1, to: .control)
///     test.process.rejects(at: 0.05)
///     test.interval(alpha: 0.05)      // treatment minus control
///
/// The arms may come in any order and number, so long as the order does not follow the values. The guarantee is exact
/// for normal values of one variance in both arms, and holds for others as the means become normal.
///
/// Source: Robbins 1970; Johari, Pekelis, Walsh, "Always valid inference: bringing sequential analysis to A/B testing",
/// 2015, and Johari, Koomen, Pekelis, Walsh, "Peeking at A/B Tests", KDD 2017. Unknown variance: the scale-invariant
/// ratio of Lindon, Ham, Tingley, Bojinov, "Anytime-Valid Linear Models and Regression Adjusted Causal Inference",
/// 2022, for two groups, so that no variance is plugged in.
package struct MeanDifferenceTest: Hashable, Saved {
    package static let savedName = "mean-difference-test"
    package static let savedVersion = 1

    /// What is known of the values' spread, and the effects that are looked for.
    package enum Scale: Hashable, Codable, Sendable {
        /// The variance of one value, and the standard deviation of the mixed effects in the values' unit.
        case known(variance: Double, effect: Double)
        /// The standard deviation of the mixed effects in standard deviations of one value.
        case unknown(standardisedEffect: Double)
    }

    private let scale: Scale
    private var control = RunningMoments()
    private var treatment = RunningMoments()
    /// Against equal means.
    package private(set) var process = EProcess()

    /// - Throws: ``EvidenceError/setting(name:value:allowed:)``
    package init(scale: Scale) throws(EvidenceError) {
        switch scale {
        case .known(let variance, let effect):
            try EvidenceError.checkPositive("the variance", variance)
            try EvidenceError.checkPositive("the effect", effect)
        case .unknown(let effect):
            try EvidenceError.checkPositive("the standardised effect", effect)
        }
        self.scale = scale
    }

    /// Counts one value in.
    ///
    /// - Throws: ``EvidenceError/notFinite(_:)``, and ``EvidenceError/outside(value:lower:upper:)`` beyond ±1e100.
    /// - Complexity: O(1)
    package mutating func add(_ value: Double, to arm: TestArm) throws(EvidenceError) {
        try EvidenceError.checkValue(value)
        switch arm {
        case .control: control.add(value)
        case .treatment: treatment.add(value)
        }
        if let logRatio { process.move(to: EValue(computedLogarithm: logRatio)) }
    }

    /// Mean of the treatment minus mean of the control; nil while an arm is empty.
    package var estimate: Double? {
        control.count > 0 && treatment.count > 0 ? treatment.mean - control.mean : nil
    }

    /// The differences that would not be rejected now, at all times at once with chance 1 − `alpha`.
    ///
    /// Nil while an arm is empty, and with an unknown variance while the values are too few for a finite interval.
    ///
    /// - Complexity: O(1)
    package func interval(alpha: Double) -> ClosedRange<Double>? {
        guard alpha > 0, alpha < 1, let estimate, let radius = radius(alpha) else { return nil }
        return (estimate - radius)...(estimate + radius)
    }

    /// The count of pairs that would estimate the difference as well.
    private var effectiveCount: Double { control.count * treatment.count / (control.count + treatment.count) }

    private var freedom: Double { control.count + treatment.count - 2 }

    /// The variance within the arms; nil where it is 0 or cannot be told.
    private var pooledVariance: Double? {
        let squares = control.variance * control.count + treatment.variance * treatment.count
        return freedom > 0 && squares > 0 ? squares / freedom : nil
    }

    private var logRatio: Double? {
        guard let estimate else { return nil }
        switch scale {
        case .known(let variance, let effect):
            return NormalMixture.logRatio(
                difference: estimate, variance: variance / effectiveCount, effectVariance: effect * effect)
        case .unknown(let effect):
            guard let pooledVariance else { return nil }
            let squared = estimate * estimate * effectiveCount / pooledVariance / freedom
            let shrinkage = 1 / (1 + effectiveCount * effect * effect)
            return 0.5 * Elementary.log(shrinkage)
                + (freedom + 1) / 2 * Elementary.log((1 + squared) / (1 + shrinkage * squared))
        }
    }

    private func radius(_ alpha: Double) -> Double? {
        switch scale {
        case .known(let variance, let effect):
            return NormalMixture.radius(
                variance: variance / effectiveCount, effectVariance: effect * effect, alpha: alpha)
        case .unknown(let effect):
            guard let pooledVariance else { return nil }
            let shrinkage = 1 / (1 + effectiveCount * effect * effect)
            let level = -Elementary.log(alpha) - 0.5 * Elementary.log(shrinkage)
            let factor = Elementary.exp(2 * level / (freedom + 1))
            guard factor * shrinkage < 1 else { return nil }
            let squared = (factor - 1) / (1 - factor * shrinkage)
            return (squared * freedom * pooledVariance / effectiveCount).squareRoot()
        }
    }
}
