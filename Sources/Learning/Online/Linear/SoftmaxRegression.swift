/// Online multinomial logistic regression on numbers that are standardised as they come, and on categories.
///
/// A class that comes in mid-stream gets weights of its own.
package struct SoftmaxRegression: ProbabilisticClassifier {
    package static let savedName = "softmax-regression"
    package static let savedVersion = 1

    private var inputs: LinearInputs
    private var classes: [LinearWeights]
    private let settings: OnlineSettings

    /// - Parameters:
    ///   - layout: The features.
    ///   - classCount: Classes that are known from the beginning; others are added as they come.
    ///   - settings: Its steps.
    package init(layout: FeatureLayout, classCount: Int = 0, settings: OnlineSettings = OnlineSettings()) {
        inputs = LinearInputs(layout: layout)
        classes = []
        self.settings = settings
        grow(to: classCount)
    }

    package func predict(_ features: [Double]) throws(ExampleError) -> Int {
        try probabilities(features).placeOfLargest
    }

    /// One probability a class; they sum to 1.
    ///
    /// - Complexity: O(features × classes)
    package func probabilities(_ features: [Double]) throws(ExampleError) -> [Double] {
        try inputs.layout.check(features)
        return shares(features)
    }

    package mutating func learn(_ features: [Double], target: Int, weight: Double) throws(ExampleError) {
        try inputs.layout.check(features, label: target, weight: weight)
        guard weight > 0 else { return }
        grow(to: target + 1)
        learn(features, label: target, weight: weight)
    }

    /// The shares for features of the layout.
    package func shares(_ features: [Double]) -> [Double] {
        LinearRow.with(numbers: inputs.numberCount, categories: inputs.nominalCount) { row in
            inputs.fill(row, features)
            return shares(row)
        }
    }

    /// Learns one example of the layout; `label` is a known class.
    package mutating func learn(_ features: [Double], label: Int, weight: Double = 1) {
        LinearRow.with(numbers: inputs.numberCount, categories: inputs.nominalCount) { row in
            inputs.learn(row, features, weight: weight)
            let shares = shares(row)
            for index in classes.indices {
                classes[index].grow(to: inputs.categoryCount)
                classes[index].move(row, slope: (shares[index] - (index == label ? 1 : 0)) * weight)
            }
        }
    }

    private func shares(_ row: LinearRow) -> [Double] {
        Softmax.shares(classes.map { $0.score(row) })
    }

    private mutating func grow(to classCount: Int) {
        while classes.count < classCount {
            classes.append(LinearWeights(numberCount: inputs.numberCount, settings: settings))
            classes[classes.count - 1].grow(to: inputs.categoryCount)
        }
    }
}
