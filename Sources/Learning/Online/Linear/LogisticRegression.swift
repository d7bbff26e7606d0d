/// Online logistic regression on numbers that are standardised as they come, and on categories.
///
///     var learner = LogisticRegression(layout: layout, settings: OnlineSettings(step: .constant(0.01)))
///     try learner.probabilities(features)     // [share of class 0, share of class 1]
///
/// It tells two classes apart; ``SoftmaxRegression`` takes more. On numbers with a constant step it is River's
/// `StandardScaler | LogisticRegression`, number for number.
package struct LogisticRegression: ProbabilisticClassifier {
    package static let savedName = "logistic-regression"
    package static let savedVersion = 1

    private var inputs: LinearInputs
    private var weights: LinearWeights

    package init(layout: FeatureLayout, settings: OnlineSettings = OnlineSettings()) {
        inputs = LinearInputs(layout: layout)
        weights = LinearWeights(numberCount: inputs.numberCount, settings: settings)
        weights.grow(to: inputs.categoryCount)
    }

    /// The class of the larger share; class 0 where they are equal.
    ///
    /// - Complexity: O(features), without an exponential
    package func predict(_ features: [Double]) throws(ExampleError) -> Int {
        try inputs.layout.check(features)
        return weights.score(features, inputs) > 0 ? 1 : 0
    }

    /// Both shares; NaN features count as their mean.
    ///
    /// - Complexity: O(features)
    package func probabilities(_ features: [Double]) throws(ExampleError) -> [Double] {
        try inputs.layout.check(features)
        let probability = Elementary.sigmoid(weights.score(features, inputs))
        return [1 - probability, probability]
    }

    /// Learns one example.
    ///
    /// - Throws: ``ExampleError``; also where the label is neither 0 nor 1.
    package mutating func learn(_ features: [Double], target: Int, weight: Double) throws(ExampleError) {
        try inputs.layout.check(features, label: target, weight: weight)
        guard target < 2 else { throw .labelOfMany(target, most: 2) }
        guard weight > 0 else { return }
        LinearRow.with(numbers: inputs.numberCount, categories: inputs.nominalCount) { row in
            inputs.learn(row, features, weight: weight)
            weights.grow(to: inputs.categoryCount)
            weights.move(row, slope: (Elementary.sigmoid(weights.score(row)) - Double(target)) * weight)
        }
    }
}
