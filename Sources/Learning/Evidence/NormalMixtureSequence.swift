/// Bounds on the running mean of sub-Gaussian values that hold at all times at once.
///
///     var delay = try NormalMixtureSequence(deviation: 3, alpha: 0.05, tightestAt: 1_000)
///     try delay.add(41.2)
///     delay.bounds
///
/// The chance that the running conditional mean is ever outside is at most `alpha`. Values are sub-Gaussian with proxy
/// `deviation` if their tails are no heavier than those of a normal distribution with that standard deviation: half
/// the range will do for bounded values. The proxy must be known; it is not estimated.
///
/// Source: Howard, Ramdas, McAuliffe, Sekhon, "Time-uniform, nonparametric, nonasymptotic confidence sequences", Annals of
/// Statistics 49(2), 2021: the two-sided normal mixture boundary, and ρ for the tightest bound at a chosen time.
package struct NormalMixtureSequence: Hashable, Saved {
    package static let savedName = "normal-mixture-sequence"
    package static let savedVersion = 1

    private let varianceProxy: Double
    private let alpha: Double
    private let effectVariance: Double
    private var moments = RunningMoments()

    /// - Parameters:
    ///   - deviation: The sub-Gaussian proxy, in the values' unit.
    ///   - alpha: The chance of ever missing, between 0 and 1.
    ///   - tightestAt: The count of values at which the bounds are narrowest; they hold at every other, too.
    /// - Throws: ``EvidenceError/setting(name:value:allowed:)``
    package init(deviation: Double, alpha: Double, tightestAt: Int) throws(EvidenceError) {
        try EvidenceError.checkPositive("the deviation", deviation)
        try EvidenceError.checkLevel("alpha", alpha)
        try EvidenceError.checkPositive("the count at which it is tightest", Double(tightestAt))
        self.alpha = alpha
        varianceProxy = deviation * deviation
        let level = -2 * Elementary.log(alpha)
        effectVariance = varianceProxy * (level + Elementary.log(1 + level)) / Double(tightestAt)
    }

    /// Counts one value in.
    ///
    /// - Throws: ``EvidenceError/notFinite(_:)``, and ``EvidenceError/outside(value:lower:upper:)`` beyond ±1e100.
    /// - Complexity: O(1)
    package mutating func add(_ value: Double) throws(EvidenceError) {
        try EvidenceError.checkValue(value)
        moments.add(value)
    }

    package var count: Int { Int(moments.count) }

    /// The mean so far; nil before the first value.
    package var estimate: Double? { count == 0 ? nil : moments.mean }

    /// The bounds now; nil before the first value.
    ///
    /// - Complexity: O(1)
    package var bounds: ClosedRange<Double>? {
        guard count > 0 else { return nil }
        let radius = NormalMixture.radius(
            variance: varianceProxy / moments.count, effectVariance: effectVariance, alpha: alpha)
        return (moments.mean - radius)...(moments.mean + radius)
    }
}
