/// A small neural network for numbers, online or in passes over a batch.
///
/// The target is standardised by its running moments, and what it learns from is cut at ±8 standard deviations.
package struct MultilayerPerceptronRegressor: OnlineLearner {
    package static let savedName = "multilayer-perceptron-regressor"
    package static let savedVersion = 1
    private static let targetLimit = 8.0

    private var inputs: LinearInputs
    private var network: Network
    private var target = WeightedMoments()
    /// Examples that wait for their step.
    private var waiting: [NetworkExample] = []

    /// - Parameters:
    ///   - layout: The features.
    ///   - settings: Its shape and steps.
    /// - Precondition: One or two hidden layers of at least one unit, and a batch of at least one.
    package init(layout: FeatureLayout, settings: NetworkSettings = NetworkSettings()) {
        inputs = LinearInputs(
            layout: layout, limit: LinearRegression.featureLimit, mostCategories: Network.mostCategories)
        network = Network(numberCount: inputs.numberCount, outputCount: 1, loss: .squared, settings: settings)
    }

    /// The number in the target's unit; 0 before the first example.
    package func predict(_ features: [Double]) throws(ExampleError) -> Double {
        try inputs.layout.check(features)
        return target.mean + network.outputs(inputs.networkExample(features))[0] * target.standardDeviation
    }

    /// Learns one example; its step comes with the last of its batch.
    ///
    /// - Complexity: O(weights) a step
    package mutating func learn(_ features: [Double], target value: Double, weight: Double) throws(ExampleError) {
        try inputs.layout.check(features, target: value, weight: weight)
        guard weight > 0 else { return }
        target.add(value, weight: weight)
        waiting.append(inputs.learnedNetworkExample(features, target: scaled(value), weight: weight))
        network.grow(outputs: 1, categories: inputs.categoryCount)
        guard waiting.count >= network.settings.batch else { return }
        network.learn(waiting)
        waiting.removeAll(keepingCapacity: true)
    }

    /// Learns a whole batch in passes over its examples, each pass in another order.
    ///
    /// - Parameters:
    ///   - examples: All examples; those of weight 0 are left out.
    ///   - passes: How often each is seen.
    /// - Throws: ``ExampleError`` for the first bad example; nothing is then learned.
    package mutating func fit(_ examples: [TrainingExample<Double>], passes: Int) throws(ExampleError) {
        for example in examples {
            try inputs.layout.check(example.features, target: example.target, weight: example.weight)
        }
        let used = examples.filter { $0.weight > 0 }
        for example in used {
            target.add(example.target, weight: example.weight)
            _ = inputs.learnedNetworkExample(example.features, target: 0, weight: example.weight)
        }
        network.grow(outputs: 1, categories: inputs.categoryCount)
        let scaledExamples = used.map { example in
            var scaledExample = inputs.networkExample(example.features)
            (scaledExample.target, scaledExample.weight) = (scaled(example.target), example.weight)
            return scaledExample
        }
        network.fit(scaledExamples, passes: passes)
    }

    private func scaled(_ value: Double) -> Double {
        guard target.standardDeviation > 0 else { return 0 }
        return min(max((value - target.mean) / target.standardDeviation, -Self.targetLimit), Self.targetLimit)
    }
}
