/// A small neural network that tells classes apart, online or in passes over a batch.
///
///     var network = MultilayerPerceptronClassifier(layout: layout, settings: NetworkSettings(hidden: [16]))
///     try network.learn(features, target: 1, weight: 1)
///
/// A class that comes in mid-stream gets an output of its own.
package struct MultilayerPerceptronClassifier: ProbabilisticClassifier {
    package static let savedName = "multilayer-perceptron-classifier"
    package static let savedVersion = 1

    private var inputs: LinearInputs
    private var network: Network
    /// Examples that wait for their step.
    private var waiting: [NetworkExample] = []

    /// - Parameters:
    ///   - layout: The features.
    ///   - classCount: Classes that are known from the beginning; others are added as they come.
    ///   - settings: Its shape and steps.
    /// - Precondition: One or two hidden layers of at least one unit, and a batch of at least one.
    package init(layout: FeatureLayout, classCount: Int = 0, settings: NetworkSettings = NetworkSettings()) {
        inputs = LinearInputs(
            layout: layout, limit: LinearRegression.featureLimit, mostCategories: Network.mostCategories)
        network = Network(
            numberCount: inputs.numberCount, outputCount: classCount, loss: .shares, settings: settings)
    }

    package func predict(_ features: [Double]) throws(ExampleError) -> Int {
        try probabilities(features).placeOfLargest
    }

    package func probabilities(_ features: [Double]) throws(ExampleError) -> [Double] {
        try inputs.layout.check(features)
        return Softmax.shares(network.outputs(inputs.networkExample(features)))
    }

    /// Learns one example; its step comes with the last of its batch.
    ///
    /// - Complexity: O(weights) a step
    package mutating func learn(_ features: [Double], target: Int, weight: Double) throws(ExampleError) {
        try inputs.layout.check(features, label: target, weight: weight)
        guard weight > 0 else { return }
        waiting.append(inputs.learnedNetworkExample(features, target: Double(target), weight: weight))
        network.grow(outputs: target + 1, categories: inputs.categoryCount)
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
    package mutating func fit(_ examples: [TrainingExample<Int>], passes: Int) throws(ExampleError) {
        for example in examples {
            try inputs.layout.check(example.features, label: example.target, weight: example.weight)
        }
        let used = examples.filter { $0.weight > 0 }
        for example in used {
            _ = inputs.learnedNetworkExample(example.features, target: 0, weight: example.weight)
            network.grow(outputs: example.target + 1, categories: inputs.categoryCount)
        }
        let scaled = used.map { example in
            var scaled = inputs.networkExample(example.features)
            (scaled.target, scaled.weight) = (Double(example.target), example.weight)
            return scaled
        }
        network.fit(scaled, passes: passes)
    }
}
