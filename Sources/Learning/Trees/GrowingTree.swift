import Domain

/// The nodes and leaves of a Hoeffding tree, and how it grows; what the tree types of this folder are made of.
struct GrowingTree: Hashable, Codable, Sendable {
    let layout: FeatureLayout
    let settings: HoeffdingSettings
    private(set) var nodes = NodeTable()
    private(set) var table: ClassLeafTable
    private let patch: FeaturePatch
    private var generator: SeededGenerator

    /// A tree without nodes; the seed decides which features are watched where not all are.
    init(layout: FeatureLayout, classCount: Int, settings: HoeffdingSettings, seed: UInt64) {
        self.layout = layout
        self.settings = settings
        generator = SeededGenerator(seed: seed)
        patch = FeaturePatch(layout: layout, subspace: settings.subspace, using: &generator)
        table = ClassLeafTable(layout: layout, width: patch.width, classes: classCount)
    }

    /// A new leaf that inherits class weights.
    mutating func addLeaf(weights: [Double] = []) -> Int32 {
        nodes.add(TreeNode(slot: table.add(weights: weights, watching: patch.features(using: &generator))))
    }

    /// Learns one example in a leaf and splits the leaf where that is due.
    mutating func learn(_ features: UnsafeBufferPointer<Double>, label: Int, weight: Double, atLeaf place: Int32) {
        let slot = nodes[place].right
        if settings.leafPrediction == .adaptive { scoreAnswers(slot, features, label: label, weight: weight) }
        table.learn(slot, features, label: label, weight: weight)
        if table.weightSinceAttempt(slot) >= settings.gracePeriod, mayGrow, !table.isPure(slot) {
            attemptSplit(place)
        }
    }

    /// Makes room for a class that was not known.
    mutating func know(label: Int) {
        if label >= table.classes { table.grow(toClasses: label + 1) }
    }

    /// Puts a leaf's answer, one share a class.
    func answer(
        _ features: UnsafeBufferPointer<Double>, atLeaf place: Int32,
        into shares: UnsafeMutableBufferPointer<Double>
    ) {
        let slot = nodes[place].right
        let answersBayes =
            switch settings.leafPrediction {
            case .majorityClass: false
            case .naiveBayes: true
            case .adaptive: !table.prefersMajority(slot)
            }
        if answersBayes {
            table.bayesScores(slot, features, into: shares)
            if Shares.fromLogarithms(shares) { return }
        }
        for label in 0..<table.classes { shares[label] = table.weight(slot, of: label) }
        Shares.normalise(shares)
    }

    /// Takes everything below a node, and the node, out of the tree.
    mutating func removeSubtree(_ place: Int32) {
        let node = nodes[place]
        if node.test == .none {
            table.remove(node.right)
        } else {
            removeSubtree(node.left)
            removeSubtree(node.right)
        }
        nodes.remove(place)
    }

    /// Puts the node at `source` where `place` is; what was below `place` is gone.
    mutating func replace(_ place: Int32, by source: Int32) {
        let node = nodes[place]
        if node.test == .none {
            table.remove(node.right)
        } else {
            removeSubtree(node.left)
            removeSubtree(node.right)
        }
        nodes[place] = nodes[source]
        nodes.remove(source)
    }

    private var mayGrow: Bool {
        table.used < settings.mostLeaves && table.bytes + 2 * table.stride * 8 <= settings.mostBytes
    }

    private mutating func scoreAnswers(
        _ slot: Int32, _ features: UnsafeBufferPointer<Double>, label: Int, weight: Double
    ) {
        let majority = table.majority(slot)
        let bayes = withUnsafeTemporaryAllocation(of: Double.self, capacity: table.classes) { scores in
            table.bayesScores(slot, features, into: scores)
            return Shares.greatest(scores) ?? majority
        }
        table.score(slot, majority: majority == label, bayes: bayes == label, weight: weight)
    }

    /// Splits where the best candidate is better than the second, or than none, by more than chance.
    private mutating func attemptSplit(_ place: Int32) {
        let slot = nodes[place].right
        let candidates = SplitSearch(table: table, slot: slot, settings: settings).candidates()
        let weight = table.weight(slot)
        table.noteAttempt(slot)
        guard let best = candidates.first else { return }
        let range = Elementary.log(Double(table.classes)) * 1.4426950408889634
        let bound = HoeffdingBound.width(range: range, delta: settings.delta, weight: weight)
        let second = candidates.dropFirst().first?.merit ?? 0
        guard best.merit - second > bound || bound < settings.tie else { return }
        let (left, right) = (addLeaf(weights: best.left), addLeaf(weights: best.right))
        table.remove(slot)
        nodes[place] = TreeNode(
            test: best.test, feature: best.feature, threshold: best.threshold, left: left, right: right,
            missingGoesLeft: best.left.reduce(0, +) >= best.right.reduce(0, +))
    }
}
