/// What makes a forest safe to walk without looking twice.
extension FlatForest {
    private static let mostGroups = 100_000

    /// - Throws: ``ModelFormatError`` with the first node, tree or number that is wrong.
    static func check(
        nodes: [Node], trees: [Tree], sets: CategorySets, groups: Int, base: Float
    ) throws(ModelFormatError) {
        guard (1...mostGroups).contains(groups) else {
            throw ModelFormatError("a forest has \(groups) groups; 1 to \(mostGroups) are possible")
        }
        guard base.isFinite else { throw ModelFormatError("a forest's sums start with \(base), not a finite number") }
        guard nodes.count <= Int(Int32.max) else { throw ModelFormatError("a forest has \(nodes.count) nodes") }
        var isReached = Array(repeating: false, count: nodes.count)
        for (index, node) in nodes.enumerated() {
            try check(node, at: index, sets: sets)
            guard !node.isLeaf else { continue }
            try reach(node, at: index, &isReached)
        }
        for tree in trees {
            let root = Int(tree.root)
            guard nodes.indices.contains(root), (0..<groups).contains(Int(tree.group)) else {
                throw ModelFormatError("a tree starts at node \(root) of \(nodes.count), in group \(tree.group)")
            }
            guard !isReached[root] else { throw ModelFormatError("a tree starts inside of another at node \(root)") }
            isReached[root] = true
        }
    }

    private static func check(_ node: Node, at index: Int, sets: CategorySets) throws(ModelFormatError) {
        if node.isCategorical, !node.isLeaf {
            guard sets.holdsSet(at: node.threshold.bitPattern) else {
                throw ModelFormatError("node \(index) of a tree asks for categories that are not there")
            }
        } else if !node.threshold.isFinite {
            throw ModelFormatError("node \(index) of a tree has \(node.threshold) for a number")
        }
    }

    /// Marks both children; pointing only ahead and to each node once, a walk ends and a tree stays a tree.
    private static func reach(_ node: Node, at index: Int, _ isReached: inout [Bool]) throws(ModelFormatError) {
        for child in [Int(node.left), Int(node.right)] {
            guard child > index, child < isReached.count else {
                throw ModelFormatError("node \(index) of a tree points to \(node.left) and \(node.right)")
            }
            guard !isReached[child] else { throw ModelFormatError("two nodes of a tree point to node \(child)") }
            isReached[child] = true
        }
    }
}
