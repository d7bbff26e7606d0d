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

    /// The class of the highest score.
    ///
    /// - Complexity: O(features × classes), without an exponential
    package func predict(_ features: [Double]) throws(ExampleError) -> Int {
        try inputs.layout.check(features)
        var (best, highest) = (0, -Double.infinity)
        for index in classes.indices {
            let score = classes[index].score(features, inputs)
            if score > highest { (best, highest) = (index, score) }
        }
        return best
    }

    /// One probability a class; they sum to 1.
    ///
    /// - Complexity: O(features × classes)
    package func probabilities(_ features: [Double]) throws(ExampleError) -> [Double] {
        try inputs.layout.check(features)
        return Softmax.shares(classes.map { $0.score(features, inputs) })
    }

    package mutating func learn(_ features: [Double], target: Int, weight: Double) throws(ExampleError) {
        try inputs.layout.check(features, label: target, weight: weight)
        guard weight > 0 else { return }
        grow(to: target + 1)
        LinearRow.with(numbers: inputs.numberCount, categories: inputs.nominalCount) { row in
            inputs.learn(row, features, weight: weight)
            let shares = Softmax.shares(classes.map { $0.score(row) })
            for index in classes.indices {
                classes[index].grow(to: inputs.categoryCount)
                classes[index].move(row, slope: (shares[index] - (index == target ? 1 : 0)) * weight)
            }
        }
    }

    private mutating func grow(to classCount: Int) {
        while classes.count < classCount {
            classes.append(LinearWeights(numberCount: inputs.numberCount, settings: settings))
            classes[classes.count - 1].grow(to: inputs.categoryCount)
        }
    }
}
