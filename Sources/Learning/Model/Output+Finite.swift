import Domain

/// Answers that are numbers whatever a learner says: one that has run away never puts a NaN into the records.
extension Output {
    private static let leastShare = 1e-6

    /// Two classes from the share of the second, cut to 0.000001–0.999999; a half where it is not a number.
    static func binary(_ share: Double) -> Output {
        let cut = share.isNaN ? 0.5 : min(max(share, leastShare), 1 - leastShare)
        return .probabilities([1 - cut, cut])
    }

    /// One share a class; equal ones where any is not a number.
    static func shares(_ shares: [Double]) -> Output {
        .probabilities(shares.allSatisfy(\.isFinite) ? shares : shares.map { _ in 1 / Double(shares.count) })
    }

    /// The value; 0 where it is not finite.
    static func number(_ value: Double) -> Output {
        .value(value.isFinite ? value : 0)
    }
}
