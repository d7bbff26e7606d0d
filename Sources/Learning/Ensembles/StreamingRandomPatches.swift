/// Trees on random patches of the stream: each sees its own share of the features and random copies of the examples.
///
/// Unlike the forest's, a tree's features are drawn once for the whole tree, and anew for its background tree.
///
/// Source: Gomes, Read, Bifet, "Streaming Random Patches for Evolving Data Stream Classification", ICDM 2019.
package struct StreamingRandomPatches: ProbabilisticClassifier {
    package static let savedName = "streaming-random-patches"
    package static let savedVersion = 1

    private var ensemble: TreeEnsemble

    package init(
        layout: FeatureLayout, classCount: Int = 2, settings: EnsembleSettings = .init(sampling: .perTree(0.6)),
        seed: UInt64 = 1
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
}
