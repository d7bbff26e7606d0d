import Domain

/// A regression tree that grows with the stream, with adaptive leaves: the mean of the leaf, or a linear model.
///
/// A leaf is split where the best test takes more of the target's variance away than the second best by more than chance.
///
/// Source: Ikonomovska, Gama, Džeroski, "Learning model trees from evolving data streams", Data Mining and Knowledge
/// Discovery 23, 2011 (FIMT), without its change detection; adaptive leaves as in River. Numbers are watched in
/// histograms instead of binary search trees, so that memory is bounded.
package struct HoeffdingTreeRegressor: OnlineLearner {
    package static let savedName = "hoeffding-tree-regressor"
    package static let savedVersion = 1

    private let layout: FeatureLayout
    private let settings: RegressionTreeSettings
    private var nodes = NodeTable()
    private var leaves: [RegressionLeaf] = []
    private var scale: FeatureScale
    private let patch: FeaturePatch
    private var generator: SeededGenerator
    private let root: Int32

    /// A tree of one leaf; the seed decides which features are watched where not all are.
    package init(layout: FeatureLayout, settings: RegressionTreeSettings = .init(), seed: UInt64 = 1) {
        self.layout = layout
        self.settings = settings
        generator = SeededGenerator(seed: seed)
        patch = FeaturePatch(layout: layout, subspace: settings.subspace, using: &generator)
        scale = FeatureScale(layout: layout)
        root = nodes.add(TreeNode(slot: 0))
    }

    package var nodeCount: Int { nodes.count }
    package var leafCount: Int { leaves.count }

    /// - Complexity: O(depth + features)
    package func predict(_ features: [Double]) throws(ExampleError) -> Double {
        try layout.check(features)
        return predictChecked(features)
    }

    /// - Complexity: O(depth + features), and now and then a search for a split
    package mutating func learn(_ features: [Double], target: Double, weight: Double = 1) throws(ExampleError) {
        try layout.check(features, target: target, weight: weight)
        guard weight > 0 else { return }
        learnChecked(features, target: target, weight: weight)
    }

    func predictChecked(_ features: [Double]) -> Double {
        guard !leaves.isEmpty else { return 0 }
        return features.withUnsafeBufferPointer { features in
            let slot = Int(nodes[nodes.leaf(features, below: root)].right)
            if settings.leafPrediction == .mean { return leaves[slot].mean }
            return withUnsafeTemporaryAllocation(of: Double.self, capacity: layout.count) { scaled in
                scale.scale(features, into: scaled)
                return leaves[slot].answer(settings.leafPrediction, scaled)
            }
        }
    }

    mutating func learnChecked(_ features: [Double], target: Double, weight: Double) {
        if leaves.isEmpty { begin(target) }
        features.withUnsafeBufferPointer { features in
            scale.observe(features)
            let place = nodes.leaf(features, below: root)
            let slot = Int(nodes[place].right)
            withUnsafeTemporaryAllocation(of: Double.self, capacity: layout.count) { scaled in
                if settings.leafPrediction != .mean { scale.scale(features, into: scaled) }
                leaves[slot].learn(
                    features, scaled: scaled, target: target, weight: weight, settings: settings, scale: scale)
            }
            if leaves[slot].target.weight - leaves[slot].weightAtAttempt >= settings.gracePeriod,
                leaves.count < settings.mostLeaves
            {
                attemptSplit(place, slot)
            }
        }
    }

    /// The first target becomes the zero from which targets are kept.
    private mutating func begin(_ target: Double) {
        leaves.append(
            RegressionLeaf(
                layout: layout, watching: patch.features(using: &generator), inherited: TargetMoments(),
                shift: target, parent: nil))
    }

    private mutating func attemptSplit(_ place: Int32, _ slot: Int) {
        let leaf = leaves[slot]
        leaves[slot].weightAtAttempt = leaf.target.weight
        let candidates = leaf.candidates(layout, leastWeight: settings.leastBranchWeight)
        guard let best = candidates.first else { return }
        let bound = HoeffdingBound.width(range: 1, delta: settings.delta, weight: leaf.target.weight)
        let second = candidates.dropFirst().first?.merit ?? 0
        guard second / best.merit < 1 - bound || bound < settings.tie else { return }
        // The leaf's own slot goes to its left child.
        leaves[slot] = leaf.child(layout, inheriting: best.left, watching: patch.features(using: &generator))
        leaves.append(leaf.child(layout, inheriting: best.right, watching: patch.features(using: &generator)))
        let left = nodes.add(TreeNode(slot: Int32(slot)))
        let right = nodes.add(TreeNode(slot: Int32(leaves.count - 1)))
        nodes[place] = TreeNode(
            test: best.test, feature: best.feature, threshold: best.threshold, left: left, right: right,
            missingGoesLeft: best.left.weight >= best.right.weight)
    }
}
