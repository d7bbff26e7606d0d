import Domain

/// How many units a comparison of two arms needs, before it begins.
///
///     let plan = try SamplePlan(rate: 0.02, effect: 0.005)
///     plan.fixedUnits             // both arms, looked at once
///     plan.sequential()           // looked at all the time, stopped at the first clear answer
///
/// Sources: for means the normal approximation, as in Cohen, "Statistical Power Analysis for the Behavioral Sciences", 1988;
/// for rates Fleiss, Levin, Paik, "Statistical Methods for Rates and Proportions", 3rd ed. 2003, without a continuity
/// correction.
package struct SamplePlan: Hashable, Sendable {
    /// What the sequential test needs where the effect is there, over simulated comparisons.
    package struct Sequential: Hashable, Codable, Sendable {
        /// Units of both arms, on average.
        package var mean: Int
        /// Units within which half the comparisons have ended.
        package var median: Int
        /// Units within which the wanted share of the comparisons has ended.
        package var atPower: Int
    }

    /// Variance of one unit's outcome without and with the effect.
    private let variances: (control: Double, treatment: Double)
    /// Variance of one unit's outcome if there were no effect.
    private let pooled: Double
    package let effect: Double
    package let alpha: Double
    package let power: Double
    /// The candidate's share of the units, above 0 and below 1.
    package let share: Double

    /// A plan for outcomes of any size.
    ///
    /// - Parameters:
    ///   - deviation: Standard deviation of one unit's outcome.
    ///   - effect: The smallest difference of the means worth finding, of either sign, in the same unit.
    ///   - alpha: Chance that equal arms are called different.
    ///   - power: Chance that the effect is found.
    ///   - share: The candidate's share of the units.
    /// - Throws: ``EvidenceError/setting(name:value:allowed:)``
    package init(
        deviation: Double, effect: Double, alpha: Double = 0.05, power: Double = 0.8, share: Double = 0.5
    ) throws(EvidenceError) {
        try EvidenceError.checkPositive("the standard deviation", deviation)
        try self.init(
            variances: (deviation * deviation, deviation * deviation), pooled: deviation * deviation, effect: effect,
            alpha: alpha, power: power, share: share)
    }

    /// A plan for outcomes that happen or do not.
    ///
    /// - Parameters:
    ///   - rate: Share of the units with the outcome now, between 0 and 1.
    ///   - effect: The smallest change of the rate worth finding, of either sign.
    ///   - alpha: Chance that equal arms are called different.
    ///   - power: Chance that the effect is found.
    ///   - share: The candidate's share of the units.
    /// - Throws: ``EvidenceError/setting(name:value:allowed:)``
    package init(
        rate: Double, effect: Double, alpha: Double = 0.05, power: Double = 0.8, share: Double = 0.5
    ) throws(EvidenceError) {
        try EvidenceError.checkLevel("the rate", rate)
        let changed = rate + effect
        guard changed > 0, changed < 1 else {
            throw .setting(
                name: "the effect", value: effect, allowed: "one that leaves the rate, \(rate), between 0 and 1")
        }
        try EvidenceError.checkLevel("the share", share)
        let mean = rate * (1 - share) + changed * share
        try self.init(
            variances: (rate * (1 - rate), changed * (1 - changed)), pooled: mean * (1 - mean), effect: effect,
            alpha: alpha, power: power, share: share)
    }

    private init(
        variances: (control: Double, treatment: Double), pooled: Double, effect: Double, alpha: Double, power: Double,
        share: Double
    ) throws(EvidenceError) {
        try EvidenceError.checkPositive("the effect's size", effect.magnitude)
        try EvidenceError.checkLevel("alpha", alpha)
        try EvidenceError.checkLevel("the power", power)
        try EvidenceError.checkLevel("the share", share)
        guard power > alpha else {
            throw .setting(name: "the power", value: power, allowed: "a number above alpha, \(alpha)")
        }
        self.variances = variances
        self.pooled = pooled
        self.effect = effect
        self.alpha = alpha
        self.power = power
        self.share = share
    }

    package static func == (left: SamplePlan, right: SamplePlan) -> Bool {
        left.variances == right.variances && left.pooled == right.pooled && left.effect == right.effect
            && left.alpha == right.alpha && left.power == right.power && left.share == right.share
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(effect)
        hasher.combine(pooled)
    }

    /// Variance of the difference of the means, times the units of both arms.
    private var spread: Double { variances.control / (1 - share) + variances.treatment / share }

    /// Units of both arms for a test that is looked at once; not rounded.
    package var fixedSize: Double {
        let none = (pooled / (1 - share) + pooled / share).squareRoot()
        let root =
            Special.normalUpperQuantile(alpha / 2) * none
            + Special.normalUpperQuantile(1 - power) * spread.squareRoot()
        return root * root / (effect * effect)
    }

    /// The same as whole units, the candidate's rounded up and the champion's too.
    package var fixedUnits: (champion: Int, candidate: Int) {
        (
            Int(min(1e15, (fixedSize * (1 - share)).rounded(.up))), Int(min(1e15, (fixedSize * share).rounded(.up)))
        )
    }

    /// What ``MeanGapSequence`` needs, by simulated comparisons of the planned size and effect.
    ///
    /// - Parameters:
    ///   - lookedFor: The differences that the test is tuned to, in standard deviations; nil for the planned effect.
    ///   - runs: Comparisons that are simulated.
    ///   - seed: Of the simulation.
    /// - Returns: Units of both arms; of a comparison that has not ended at 20 times ``fixedSize`` as many.
    /// - Complexity: O(`runs` · 200 · units needed ÷ ``fixedSize``)
    package func sequential(lookedFor: Double? = nil, runs: Int = 2_000, seed: UInt64 = 1) -> Sequential {
        var generator = SeededGenerator(seed: seed)
        let scale = variances.control * (1 - share) + variances.treatment * share
        let lookedFor = lookedFor ?? effect.magnitude / scale.squareRoot()
        let step = max(1, fixedSize / 200)
        var ends = (0..<max(1, runs)).map { _ in simulate(step, lookedFor * lookedFor * scale, &generator) }
        ends.sort()
        func end(at share: Double) -> Int { Int(ends[min(ends.count - 1, Int(share * Double(ends.count)))]) }
        return Sequential(
            mean: Int((ends.reduce(0, +) / Double(ends.count)).rounded(.up)), median: end(at: 0.5),
            atPower: end(at: power))
    }

    /// Units at which one comparison ends: its sum is a random walk with the effect as its drift.
    private func simulate(_ step: Double, _ effectVariance: Double, _ generator: inout SeededGenerator) -> Double {
        let deviation = (spread * step).squareRoot()
        // Each arm needs 30 units before the test speaks.
        let least = 30 / min(share, 1 - share)
        var (units, sum) = (0.0, 0.0)
        while units < 20 * fixedSize {
            units += step
            sum += effect * step + deviation * Self.normal(&generator)
            guard units >= least else { continue }
            let radius = NormalMixture.radius(
                variance: spread / units, effectVariance: effectVariance, alpha: alpha)
            if (sum / units).magnitude > radius { return units }
        }
        return units
    }

    /// A standard normal number by the polar method.
    ///
    /// Source: Marsaglia, Bray, "A convenient method for generating normal variables", SIAM Review 6(3), 1964.
    private static func normal(_ generator: inout SeededGenerator) -> Double {
        while true {
            let first = Double.random(in: -1...1, using: &generator)
            let second = Double.random(in: -1...1, using: &generator)
            let square = first * first + second * second
            if square > 0, square < 1 { return first * (-2 * Elementary.log(square) / square).squareRoot() }
        }
    }
}
