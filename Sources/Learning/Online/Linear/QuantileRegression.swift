/// Online linear regression of a quantile: the target lies below the answer in a share `level` of the cases.
///
/// It follows the gradient of the pinball loss on features and a target that are standardised as they come.
///
/// Source: Koenker, Bassett, "Regression Quantiles", Econometrica 46(1), 1978.
package struct QuantileRegression: OnlineLearner {
    package static let savedName = "quantile-regression"
    package static let savedVersion = 1

    private let level: Double
    private var inputs: LinearInputs
    private var weights: LinearWeights
    private var target = WeightedMoments()

    /// - Parameters:
    ///   - layout: The features.
    ///   - level: The share of targets below the answer, between 0 and 1; 0.5 is the median.
    ///   - settings: Its steps.
    /// - Precondition: `level` is between 0 and 1.
    package init(
        layout: FeatureLayout, level: Double = 0.5,
        settings: OnlineSettings = OnlineSettings(step: .adaptive(rate: 0.3))
    ) {
        precondition(level > 0 && level < 1, "QuantileRegression needs a level between 0 and 1, got \(level)")
        self.level = level
        inputs = LinearInputs(layout: layout, limit: LinearRegression.featureLimit)
        weights = LinearWeights(numberCount: inputs.numberCount, settings: settings)
        weights.grow(to: inputs.categoryCount)
    }

    /// The quantile in the target's unit; 0 before the first example.
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
            let isBelow = (value - target.mean) / target.standardDeviation < weights.score(row)
            weights.move(row, slope: (isBelow ? 1 - level : -level) * weight)
        }
    }
}
