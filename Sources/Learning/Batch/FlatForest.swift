import Foundation

/// Trees read from XGBoost's saved model, laid out flat for prediction without the library.
///
/// Comparison and sums are in single precision, like the library's own, so that both give the same answer.
struct FlatForest: Hashable, Sendable {
    /// 16 bytes, so that four share a cache line.
    struct Node: Hashable, Sendable {
        /// The bit of `split` that sends a missing value to the left.
        static let missingGoesLeft: UInt32 = 1 << 31
        /// As `left`; no node points to the first one.
        static let leaf: Int32 = 0

        /// Values below it go left; of a leaf its value.
        var threshold: Float
        /// Index of a node further on, or ``leaf``.
        var left: Int32
        var right: Int32
        /// The feature's index and the bit ``missingGoesLeft``.
        var split: UInt32

        var feature: Int { Int(split & ~Self.missingGoesLeft) }
    }

    struct Tree: Hashable, Sendable {
        var root: Int32
        /// Which score it adds to.
        var group: Int32
    }

    private(set) var nodes: [Node] = []
    private(set) var trees: [Tree] = []
    let groups: Int
    let base: Float

    /// Reads the JSON that XGBoost saves.
    ///
    /// - Throws: ``ModelFormatError`` where it is not such a model.
    init(savedModel: [UInt8], objective: TreeObjective) throws(ModelFormatError) {
        let saved: SavedForest
        do {
            saved = try JSONDecoder().decode(SavedForest.self, from: Data(savedModel))
        } catch {
            throw ModelFormatError("the trained model is not XGBoost's JSON: \(error)")
        }
        groups = objective.groups
        let score = Float(saved.learner.learner_model_param.base_score) ?? 0.5
        base = objective == .binary ? -Float(Elementary.log(1 / Double(score) - 1)) : score
        let model = saved.learner.gradient_booster.model
        for (tree, group) in zip(model.trees, model.tree_info) { append(tree, group: group) }
        try check()
    }

    init(nodes: [Node], trees: [Tree], groups: Int, base: Float) throws(ModelFormatError) {
        self.nodes = nodes
        self.trees = trees
        self.groups = groups
        self.base = base
        try check()
    }

    private mutating func append(_ tree: SavedForest.Tree, group: Int) {
        let root = Int32(nodes.count)
        trees.append(Tree(root: root, group: Int32(group)))
        for index in tree.left_children.indices {
            let isLeaf = tree.left_children[index] < 0
            let missing = tree.default_left[index] != 0 ? Node.missingGoesLeft : 0
            nodes.append(
                Node(
                    threshold: Float(tree.split_conditions[index]),
                    left: isLeaf ? Node.leaf : root + Int32(tree.left_children[index]),
                    right: isLeaf ? Node.leaf : root + Int32(tree.right_children[index]),
                    split: isLeaf ? 0 : UInt32(tree.split_indices[index]) | missing))
        }
    }

    /// Prediction walks without bounds checks, so a node may only point further on.
    private func check() throws(ModelFormatError) {
        for (index, node) in nodes.enumerated() where node.left != Node.leaf {
            guard Int(node.left) > index, Int(node.right) > index, Int(max(node.left, node.right)) < nodes.count else {
                throw ModelFormatError("node \(index) of a tree points to \(node.left) and \(node.right)")
            }
        }
        guard trees.allSatisfy({ nodes.indices.contains(Int($0.root)) && (0..<groups).contains(Int($0.group)) }) else {
            throw ModelFormatError("a tree starts outside of the \(nodes.count) nodes")
        }
    }

    /// One more than the highest feature index that any node asks for.
    var featureCount: Int {
        nodes.reduce(0) { $1.left == Node.leaf ? $0 : max($0, $1.feature + 1) }
    }

    /// One raw score a group, in the library's own order of sums; a missing feature is NaN.
    ///
    /// - Precondition: `features` has at least ``featureCount`` elements.
    /// - Complexity: O(trees × depth)
    func scores(_ features: [Double]) -> [Double] {
        var sums = Array(repeating: base, count: groups)
        nodes.withUnsafeBufferPointer { nodes in
            for tree in trees {
                var node = nodes[Int(tree.root)]
                while node.left != Node.leaf {
                    let value = Self.single(features[node.feature])
                    let goesLeft = value.isNaN ? node.split & Node.missingGoesLeft != 0 : value < node.threshold
                    node = nodes[Int(goesLeft ? node.left : node.right)]
                }
                sums[Int(tree.group)] += node.threshold
            }
        }
        return sums.map(Double.init)
    }

    /// A quarter of the largest single, as the library doubles a column's highest value for its last cut.
    static let limit = Float.greatestFiniteMagnitude / 4

    /// A feature as the library takes it, at most ``limit`` away from 0; NaN stays.
    static func single(_ value: Double) -> Float {
        let single = Float(value)
        return single.magnitude > limit ? (value < 0 ? -limit : limit) : single
    }
}
