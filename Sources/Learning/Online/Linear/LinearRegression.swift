/// Online least squares on features and a target that are standardised as they come.
///
/// Standardised features are cut at ±8 and the error at ±4 standard deviations, so that one absurd value cannot throw
/// the weights out.
package struct LinearRegression: OnlineLearner {
    package static let savedName = "linear-regression"
    package static let savedVersion = 1
    static let featureLimit = 8.0
    private static let errorLimit = 4.0

    private var inputs: LinearInputs
    private var weights: LinearWeights
    private var target = WeightedMoments()

    package init(layout: FeatureLayout, settings: OnlineSettings = OnlineSettings()) {
        inputs = LinearInputs(layout: layout, limit: Self.featureLimit)
        weights = LinearWeights(numberCount: inputs.numberCount, settings: settings)
        weights.grow(to: inputs.categoryCount)
    }

    /// The value in the target's unit; 0 before the first example.
    ///
    /// - Complexity: O(features)
    package func predict(_ features: [Double]) throws(ExampleError) -> Double {
        try inputs.layout.check(features)
        return target.mean + weights.score(features, inputs) * target.standardDeviation
    }

    package mutating func learn(_ features: [Double], target value: Double, weight: Double) throws(ExampleError) {
        try inputs.layout.check(features, target: value, weight: weight)
        guard weight > 0 else { return }
        LinearRow.with(numbers: inputs.numberCount, categories: inputs.nominalCount) { row in
            inputs.learn(row, features, weight: weight)
            weights.grow(to: inputs.categoryCount)
            target.add(value, weight: weight)
            guard target.standardDeviation > 0 else { return }
            let error = weights.score(row) - (value - target.mean) / target.standardDeviation
            weights.move(row, slope: min(max(error, -Self.errorLimit), Self.errorLimit) * weight)
        }
    }
}
