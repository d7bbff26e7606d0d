/// Bounds on the difference of two arms' means that may be looked at after every value.
///
///     var revenue = try MeanGapSequence(effect: 0.1)
///     try revenue.add(12.5, to: .treatment)
///     revenue.bounds(alpha: 0.05)      // treatment minus control
///
/// Each arm has its own variance, so that the guarantee does not rest on equal ones as that of ``MeanDifferenceTest``
/// does; it holds as the counts grow, whatever the values' distribution. The bounds are silent until each arm has 30 values.
///
/// Source: Waudby-Smith, Arbour, Sinha, Kennedy, Ramdas, "Time-uniform central limit theory and asymptotic confidence
/// sequences", Annals of Statistics 52(6), 2024, with Robbins' normal mixture.
package struct MeanGapSequence: Hashable, Saved {
    package static let savedName = "mean-gap-sequence"
    package static let savedVersion = 1
    private static let leastCount = 30.0

    private let effect: Double
    package private(set) var control = RunningMoments()
    package private(set) var treatment = RunningMoments()

    /// - Parameter effect: The differences that are looked for, in standard deviations of one value.
    /// - Throws: ``EvidenceError/setting(name:value:allowed:)``
    package init(effect: Double) throws(EvidenceError) {
        try EvidenceError.checkPositive("the standardised effect", effect)
        self.effect = effect
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
    }

    /// Mean of the treatment minus mean of the control; nil while an arm is empty.
    package var estimate: Double? {
        control.count > 0 && treatment.count > 0 ? treatment.mean - control.mean : nil
    }

    /// Variance of the estimate, each arm with its own.
    private var variance: Double {
        control.sampleVariance / control.count + treatment.sampleVariance / treatment.count
    }

    private var hasEnough: Bool { min(control.count, treatment.count) >= Self.leastCount && variance > 0 }

    /// The bounds, right at all times at once with chance 1 − `alpha`; nil while they are silent.
    ///
    /// - Complexity: O(1)
    package func bounds(alpha: Double) -> ClosedRange<Double>? {
        guard alpha > 0, alpha < 1, hasEnough, let estimate else { return nil }
        let radius = radius(shrinking: 1, alpha: alpha)
        return (estimate - radius)...(estimate + radius)
    }

    /// The bounds of a single look, planned before: Welch's interval, wrong with chance `alpha` if taken once.
    ///
    /// Source: Welch, "The generalization of Student's problem when several different population variances are involved",
    /// Biometrika 34, 1947.
    package func singleLookBounds(alpha: Double) -> ClosedRange<Double>? {
        guard alpha > 0, alpha < 1, hasEnough, let estimate else { return nil }
        let parts = [control, treatment].map { arm in
            let part = arm.sampleVariance / arm.count
            return part * part / (arm.count - 1)
        }
        let degrees = variance * variance / (parts[0] + parts[1])
        let radius = Special.studentTwoSidedQuantile(alpha, degrees: degrees) * variance.squareRoot()
        return (estimate - radius)...(estimate + radius)
    }

    /// About how many times as many values bring one end of the bounds past `limit`, at this difference.
    ///
    /// - Returns: Above 1; nil where the estimate is not past it, the bounds are silent, or a thousand times would not do.
    package func growthNeeded(past limit: Double, alpha: Double) -> Double? {
        guard alpha > 0, alpha < 1, hasEnough, let estimate else { return nil }
        let room = (estimate - limit).magnitude
        var growth = 1.0
        while growth < 1_000 {
            growth *= 1.02
            if radius(shrinking: growth, alpha: alpha) < room { return growth }
        }
        return nil
    }

    private func radius(shrinking growth: Double, alpha: Double) -> Double {
        let count = control.count + treatment.count
        let spread = (control.sampleVariance * control.count + treatment.sampleVariance * treatment.count) / count
        return NormalMixture.radius(
            variance: variance / growth, effectVariance: effect * effect * spread, alpha: alpha)
    }
}
