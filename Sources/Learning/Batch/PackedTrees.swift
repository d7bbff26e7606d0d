/// A forest's trees packed for walking eight at a time: eight bytes a node, and no branch but the end of a loop.
///
/// A row is first spread over *slots*: slot 0 holds −∞, and feature f has two, 1 + 2 f with a missing value as +∞ and
/// 2 + 2 f with a missing value as −∞. A node that sends a missing value left asks the second, so that no step looks for
/// NaN. Siblings lie side by side; a leaf asks slot 0 and steps by 0, so that it goes to itself, and a tree may be walked
/// further than its depth. The last eight trees are filled up with leaves of 0.
struct PackedTrees: Hashable, Sendable {
    /// How many trees are walked at a time.
    static let width = 8

    struct Node: Hashable, Sendable {
        static let leaf = Node(threshold: 0, slot: 0, left: 0)

        var threshold: Float
        var slot: UInt16
        /// From here to the left child; the right one is the next.
        var left: UInt16
    }

    private(set) var nodes: [Node] = []
    /// The value of each node that is a leaf, else 0; apart, as a walk reads only its last.
    private(set) var values: [Float] = []
    private(set) var roots: [Int32] = []
    private(set) var groups: [Int32] = []
    /// The deepest of each ``width`` trees.
    private(set) var depths: [Int32] = []

    /// Packs trees that were checked; nil for splits by categories, features above 32,766 or very large trees.
    ///
    /// - Complexity: O(nodes)
    init?(nodes: [FlatForest.Node], trees: [FlatForest.Tree]) {
        for tree in trees {
            guard let depth = append(nodes, root: Int(tree.root)) else { return nil }
            if (roots.count - 1) % Self.width == 0 { depths.append(0) }
            depths[depths.count - 1] = max(depths[depths.count - 1], depth)
            groups.append(tree.group)
        }
        while roots.count % Self.width != 0 {
            roots.append(Int32(self.nodes.count))
            groups.append(0)
            self.nodes.append(Node.leaf)
            values.append(0)
        }
    }

    /// Adds a tree level by level; its depth, or nil where it does not fit.
    private mutating func append(_ source: [FlatForest.Node], root: Int) -> Int32? {
        let start = nodes.count
        roots.append(Int32(start))
        var level = [root]
        var depth: Int32 = -1
        while !level.isEmpty {
            depth += 1
            var below: [Int] = []
            let next = nodes.count + level.count
            for index in level {
                let node = source[index]
                guard !node.isLeaf else {
                    nodes.append(Node.leaf)
                    values.append(node.threshold)
                    continue
                }
                guard let packed = pack(node, left: next + below.count - nodes.count) else { return nil }
                nodes.append(packed)
                values.append(0)
                below += [Int(node.left), Int(node.right)]
            }
            level = below
        }
        return depth
    }

    private func pack(_ node: FlatForest.Node, left: Int) -> Node? {
        let slot = 1 + 2 * node.feature + (node.sendsMissingLeft ? 1 : 0)
        guard !node.isCategorical, let slot = UInt16(exactly: slot), let left = UInt16(exactly: left) else {
            return nil
        }
        return Node(threshold: node.threshold, slot: slot, left: left)
    }
}
