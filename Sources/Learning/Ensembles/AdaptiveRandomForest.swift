/// A random forest for streams that change: each tree watches its own errors and is exchanged when they rise.
///
/// Source: Gomes et al., "Adaptive random forests for evolving data stream classification", Machine Learning 106, 2017:
/// online bagging with λ 6, features drawn at each leaf, warning and drift by ADWIN, votes weighted by accuracy.
package struct AdaptiveRandomForest: ProbabilisticClassifier {
    package static let savedName = "adaptive-random-forest"
    package static let savedVersion = 1

    private var ensemble: TreeEnsemble

    package init(
        layout: FeatureLayout, classCount: Int = 2, settings: EnsembleSettings = .init(), seed: UInt64 = 1
    ) {
        ensemble = TreeEnsemble(layout: layout, classCount: classCount, settings: settings, seed: seed)
    }

    package var nodeCount: Int { ensemble.nodeCount }
    package var byteCount: Int { ensemble.byteCount }
    /// Trees exchanged so far.
    package var driftCount: Int { ensemble.driftCount }

    /// - Complexity: O(trees × (depth + features × classes))
    package func probabilities(_ features: [Double]) throws(ExampleError) -> [Double] {
        try ensemble.probabilities(features)
    }

    package func predict(_ features: [Double]) throws(ExampleError) -> Int {
        try ensemble.predict(features)
    }

    /// - Complexity: O(trees × (depth + features × classes)), and now and then a search for a split
    package mutating func learn(_ features: [Double], target: Int, weight: Double = 1) throws(ExampleError) {
        try ensemble.learn(features, label: target, weight: weight)
    }

    /// Answers each example, then learns it, for a batch: a tree a task, so that it takes as many cores as there are.
    ///
    /// The answers and the state afterwards are those of one example at a time.
    ///
    /// - Returns: One class an example.
    /// - Throws: ``ExampleError`` for the first example that cannot be learned; nothing of the batch is learned then.
    package mutating func answerAndLearn(
        _ rows: [[Double]], targets: [Int]
    ) async throws(ExampleError) -> [Int] {
        try await ensemble.answerAndLearn(rows, labels: targets)
    }
}
