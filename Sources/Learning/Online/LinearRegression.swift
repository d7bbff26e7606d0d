/// Online least squares on features and a target that are standardised as they come.
///
/// Standardised features are cut at ±8 and the error at ±4 standard deviations, so that one absurd value cannot throw
/// the weights out.
package struct LinearRegression: Hashable, Codable, Sendable {
    private static let featureLimit = 8.0
    private static let errorLimit = 4.0

    private var standardiser: Standardiser
    private var weights: LinearWeights
    private var target = RunningMoments()

    package init(featureCount: Int, settings: OnlineSettings) {
        standardiser = Standardiser(featureCount: featureCount)
        weights = LinearWeights(featureCount: featureCount, settings: settings)
    }

    /// The value in the target's unit; 0 before the first example.
    ///
    /// - Complexity: O(features)
    package func value(_ features: [Double]) -> Double {
        let scaled = standardiser.transform(features, limit: Self.featureLimit)
        return target.mean + weights.score(scaled) * target.standardDeviation
    }

    /// Learns one example; a target that is not finite is left out.
    package mutating func learn(_ features: [Double], target value: Double, weight: Double = 1) {
        guard value.isFinite else { return }
        standardiser.observe(features)
        target.add(value)
        guard target.standardDeviation > 0 else { return }
        let scaled = standardiser.transform(features, limit: Self.featureLimit)
        let error = weights.score(scaled) - (value - target.mean) / target.standardDeviation
        weights.move(scaled, slope: min(max(error, -Self.errorLimit), Self.errorLimit) * weight)
    }
}
