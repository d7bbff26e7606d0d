extension FlatForest {
    /// These trees and then those of a forest that was trained from this one's scores.
    ///
    /// The other's own base is left out: its training began from this one's scores in its place.
    ///
    /// - Throws: ``ModelFormatError`` where the two give different numbers of scores.
    func joined(with other: FlatForest) throws(ModelFormatError) -> FlatForest {
        guard groups == other.groups else {
            throw ModelFormatError("trees that give \(other.groups) scores cannot follow trees that give \(groups)")
        }
        let (shift, words) = (Int32(nodes.count), UInt32(sets.words.count))
        let added = other.nodes.map { node in
            var node = node
            if node.isLeaf { return node }
            node.left += shift
            node.right += shift
            if node.isCategorical { node.threshold = Float(bitPattern: node.threshold.bitPattern + words) }
            return node
        }
        return try FlatForest(
            nodes: nodes + added,
            trees: trees + other.trees.map { Tree(root: $0.root + shift, group: $0.group) },
            sets: CategorySets(words: sets.words + other.sets.words), groups: groups, base: base)
    }
}
