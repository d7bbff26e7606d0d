/// A forest from what XGBoost saves: boosted trees, random forests and DART.
extension FlatForest {
    /// Reads the JSON that XGBoost saves.
    ///
    /// - Throws: ``ModelFormatError`` where it is not such a model.
    init(savedModel: [UInt8], objective: TreeObjective) throws(ModelFormatError) {
        let saved = try SavedBooster(savedModel, objective: objective)
        let booster = saved.learner.gradient_booster
        guard let model = booster.model ?? booster.gbtree?.model, let trees = model.trees, let info = model.tree_info
        else { throw ModelFormatError("the trained model is \(booster.name), which has no trees") }
        guard trees.count == info.count, booster.weight_drop.map({ $0.count == trees.count }) ?? true else {
            throw ModelFormatError("the trained model's \(trees.count) trees have \(info.count) groups")
        }
        var builder = Builder(groups: objective.groups, featureCount: try saved.featureCount())
        for (index, tree) in trees.enumerated() {
            try builder.append(tree, group: info[index], weight: Float(booster.weight_drop?[index] ?? 1))
        }
        try self.init(
            nodes: builder.nodes, trees: builder.trees, sets: builder.sets, groups: objective.groups,
            base: try saved.base(objective))
    }

    /// Puts the library's trees one after the other.
    private struct Builder {
        let groups: Int
        let featureCount: Int
        var nodes: [Node] = []
        var trees: [Tree] = []
        var sets = CategorySets()

        init(groups: Int, featureCount: Int) {
            self.groups = groups
            self.featureCount = featureCount
        }

        /// Adds a tree; DART's weight goes into the leaves, as the library multiplies a tree's answer by it.
        mutating func append(
            _ tree: SavedBooster.Tree, group: Int, weight: Float
        ) throws(ModelFormatError) {
            try check(tree, group: group)
            let root = Int32(nodes.count)
            trees.append(Tree(root: root, group: Int32(group)))
            let places = try places(tree)
            for index in tree.left_children.indices {
                let condition = tree.split_conditions[index].map { Float($0) } ?? .nan
                guard tree.left_children[index] >= 0 else {
                    nodes.append(Node(threshold: condition * weight, left: Node.leaf, right: Node.leaf, split: 0))
                    continue
                }
                var split = UInt32(tree.split_indices[index])
                if tree.default_left[index] != 0 { split |= Node.missingGoesLeft }
                let place = places[index]
                if place != nil { split |= Node.asksForCategory }
                nodes.append(
                    Node(
                        threshold: place.map { Float(bitPattern: $0) } ?? condition,
                        left: root + Int32(tree.left_children[index]), right: root + Int32(tree.right_children[index]),
                        split: split))
            }
        }

        /// Where the sets of the splits by categories are, by node.
        private mutating func places(_ tree: SavedBooster.Tree) throws(ModelFormatError) -> [Int: UInt32] {
            var places: [Int: UInt32] = [:]
            for (number, node) in tree.categories_nodes.enumerated() {
                let (start, size) = (tree.categories_segments[number], tree.categories_sizes[number])
                guard start >= 0, size >= 0, start <= tree.categories.count - size else {
                    throw ModelFormatError("a tree's categories \(start) and \(size) on are not there")
                }
                let categories = Array(tree.categories[start..<start + size])
                guard categories.allSatisfy({ (0...CategorySets.highest).contains($0) }) else {
                    throw ModelFormatError("a tree's category is outside of 0 to \(CategorySets.highest)")
                }
                places[node] = sets.append(categories)
            }
            return places
        }

        private func check(_ tree: SavedBooster.Tree, group: Int) throws(ModelFormatError) {
            let count = tree.left_children.count
            let lengths = [
                tree.right_children.count, tree.split_indices.count, tree.split_conditions.count,
                tree.default_left.count, tree.split_type.count,
            ]
            guard lengths.allSatisfy({ $0 == count }), count > 0, nodes.count + count <= Int(Int32.max) else {
                throw ModelFormatError("a tree has \(count) nodes, its columns \(lengths)")
            }
            let sets = tree.categories_nodes.count
            guard tree.categories_segments.count == sets, tree.categories_sizes.count == sets else {
                throw ModelFormatError("a tree's \(sets) splits by categories lack their sets")
            }
            guard (0..<groups).contains(group) else {
                throw ModelFormatError("a tree adds to group \(group) of \(groups)")
            }
            try checkSplits(tree)
        }

        private func checkSplits(_ tree: SavedBooster.Tree) throws(ModelFormatError) {
            let categorical = Set(tree.categories_nodes)
            for (index, left) in tree.left_children.enumerated() where left >= 0 {
                let (right, feature) = (tree.right_children[index], tree.split_indices[index])
                guard left > index, right > index, max(left, right) < tree.left_children.count else {
                    throw ModelFormatError("node \(index) of a tree points to \(left) and \(right)")
                }
                guard (0..<featureCount).contains(feature) else {
                    throw ModelFormatError("node \(index) of a tree asks for feature \(feature) of \(featureCount)")
                }
                guard (tree.split_type[index] == 1) == categorical.contains(index) else {
                    throw ModelFormatError("node \(index) of a tree splits by categories that are not there")
                }
            }
        }
    }
}
