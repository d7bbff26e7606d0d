/// A decision tree that grows with the stream: a leaf is split once enough was seen to know the best test.
///
/// Each example is used once and forgotten; the tree that grows is nearly that of a batch learner on endless rows. It
/// does not unlearn: for streams that change take ``HoeffdingAdaptiveTree`` or an ensemble.
///
/// Weights of 2 equal two copies as long as the grace period is not passed between the two.
///
/// Source: Domingos, Hulten, "Mining High-Speed Data Streams", KDD 2000. Differences: a category is parted from all
/// others (a binary tree), and a missing value goes to the side that was heavier at the split.
package struct HoeffdingTree: ProbabilisticClassifier {
    package static let savedName = "hoeffding-tree"
    package static let savedVersion = 1

    private var tree: GrowingTree
    private let root: Int32

    /// - Parameters:
    ///   - layout: The features.
    ///   - classCount: Classes known before the first example; more may come.
    ///   - settings: How it grows.
    ///   - seed: Decides which features are watched where not all are.
    package init(
        layout: FeatureLayout, classCount: Int = 2, settings: HoeffdingSettings = .init(), seed: UInt64 = 1
    ) {
        tree = GrowingTree(layout: layout, classCount: classCount, settings: settings, seed: seed)
        root = tree.addLeaf()
    }

    package var nodeCount: Int { tree.nodes.count }
    package var leafCount: Int { tree.table.used }
    /// Bytes of the leaves' statistics.
    package var byteCount: Int { tree.table.bytes }

    /// - Complexity: O(depth + features × classes)
    package func probabilities(_ features: [Double]) throws(ExampleError) -> [Double] {
        try tree.layout.check(features)
        return Array(unsafeUninitializedCapacity: tree.table.classes) { shares, count in
            answer(features, into: UnsafeMutableBufferPointer(rebasing: shares[..<tree.table.classes]))
            count = tree.table.classes
        }
    }

    package func predict(_ features: [Double]) throws(ExampleError) -> Int {
        try tree.layout.check(features)
        return withUnsafeTemporaryAllocation(of: Double.self, capacity: tree.table.classes) { shares in
            answer(features, into: shares)
            return Shares.greatest(shares) ?? 0
        }
    }

    /// - Complexity: O(depth + features × classes), and now and then a search for a split
    package mutating func learn(
        _ features: [Double], target: Int, weight: Double = 1
    ) throws(ExampleError) {
        try tree.layout.check(features, label: target, weight: weight)
        guard weight > 0 else { return }
        learnChecked(features, label: target, weight: weight)
    }

    /// As `learn`, for an example that an ensemble has checked already.
    mutating func learnChecked(_ features: [Double], label: Int, weight: Double) {
        tree.know(label: label)
        features.withUnsafeBufferPointer { features in
            let leaf = tree.nodes.leaf(features, below: root)
            tree.learn(features, label: label, weight: weight, atLeaf: leaf)
        }
    }

    /// Puts one share a class known so far.
    func answer(_ features: [Double], into shares: UnsafeMutableBufferPointer<Double>) {
        features.withUnsafeBufferPointer { features in
            tree.answer(features, atLeaf: tree.nodes.leaf(features, below: root), into: shares)
        }
    }

    /// Classes known so far.
    var classCount: Int { tree.table.classes }
}
