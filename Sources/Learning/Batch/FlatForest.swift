/// Trees read from XGBoost's saved model, laid out flat for prediction without the library.
///
/// Comparison and sums are in single precision and in the library's order, so that both give the same answer.
struct FlatForest: Hashable, Sendable {
    /// 16 bytes, so that four share a cache line.
    struct Node: Hashable, Sendable {
        /// The bit of `split` that sends a missing value to the left.
        static let missingGoesLeft: UInt32 = 1 << 31
        /// The bit of `split` of a node that asks for a category.
        static let asksForCategory: UInt32 = 1 << 30
        static let highestFeature = Int(asksForCategory) - 1
        /// As `left`; no node points to the first one.
        static let leaf: Int32 = 0

        /// Values below it go left; of a leaf its value, of a split by categories the place of its set, as bits.
        var threshold: Float
        /// Index of a node further on, or ``leaf``.
        var left: Int32
        var right: Int32
        /// The feature's index with the bits ``missingGoesLeft`` and ``asksForCategory``.
        var split: UInt32

        var feature: Int { Int(split & ~(Self.missingGoesLeft | Self.asksForCategory)) }
        var isLeaf: Bool { left == Self.leaf }
        var isCategorical: Bool { split & Self.asksForCategory != 0 }
        var sendsMissingLeft: Bool { split & Self.missingGoesLeft != 0 }
    }

    struct Tree: Hashable, Sendable {
        var root: Int32
        /// Which score it adds to.
        var group: Int32
    }

    let nodes: [Node]
    let trees: [Tree]
    /// The categories that go right, a set after the other.
    let sets: CategorySets
    let groups: Int
    let base: Float
    /// One more than the highest feature index that any node asks for.
    let featureCount: Int
    /// The same trees for the fast walk; nil where they do not fit its nodes.
    let packed: PackedTrees?

    /// - Throws: ``ModelFormatError`` where a walk could go on for ever or leave the nodes.
    init(
        nodes: [Node], trees: [Tree], sets: CategorySets = CategorySets(), groups: Int, base: Float
    ) throws(ModelFormatError) {
        self.nodes = nodes
        self.trees = trees
        self.sets = sets
        self.groups = groups
        self.base = base
        featureCount = nodes.reduce(0) { $1.isLeaf ? $0 : max($0, $1.feature + 1) }
        try Self.check(nodes: nodes, trees: trees, sets: sets, groups: groups, base: base)
        packed = PackedTrees(nodes: nodes, trees: trees)
    }

    /// A quarter of the largest single, as the library doubles a column's highest value for its last cut.
    static let limit = Float.greatestFiniteMagnitude / 4

    /// A feature as the library takes it, at most ``limit`` away from 0; NaN stays.
    static func single(_ value: Double) -> Float {
        clamped(Float(value))
    }

    /// The value, at most ``limit`` away from 0; NaN stays.
    static func clamped(_ value: Float) -> Float {
        // In this order a NaN passes both.
        value > limit ? limit : (value < -limit ? -limit : value)
    }
}
