/// Raw scores of one row or of many.
extension FlatForest {
    /// Slots of a block of rows that stay in the first-level cache beside eight trees.
    private static let slotsInBlock = 4_096

    /// One raw score a group, in the library's own order of sums; a missing feature is NaN.
    ///
    /// - Precondition: `features` has at least ``featureCount`` elements.
    /// - Complexity: O(trees × depth)
    func scores(_ features: [Double]) -> [Double] {
        precondition(features.count >= featureCount, "FlatForest.scores got \(features.count) of \(featureCount)")
        let slotCount = PackedTrees.slotCount(featureCount)
        return withUnsafeTemporaryAllocation(of: Float.self, capacity: groups + slotCount) { room in
            let sums = UnsafeMutableBufferPointer(rebasing: room[..<groups])
            sums.update(repeating: base)
            if let packed, let first = room.baseAddress {
                let slots = first + groups
                slots[0] = -.infinity
                for feature in 0..<featureCount {
                    PackedTrees.spread(Float(features[feature]), feature: feature, slots)
                }
                packed.add(rows: 1, slots: slots, slotCount: slotCount, to: first, groupCount: groups)
            } else {
                walk(sums, at: 0) { Self.single(features[$0]) }
            }
            return sums.map { Double($0) }
        }
    }

    /// Raw scores of many rows, the same as one by one.
    ///
    /// - Parameters:
    ///   - values: `rows × columns`, row-major, NaN for missing.
    ///   - columns: At least ``featureCount``.
    ///   - scores: Receives `rows × groups`, row-major.
    /// - Precondition: The lengths agree.
    /// - Complexity: O(rows × trees × depth)
    func score(_ values: Span<Float>, columns: Int, into scores: inout MutableSpan<Float>) {
        precondition(columns >= max(1, featureCount), "FlatForest.score got \(columns) columns of \(featureCount)")
        let rows = values.count / columns
        precondition(
            values.count == rows * columns && scores.count == rows * groups,
            "FlatForest.score got \(values.count) values and room for \(scores.count) scores")
        for index in scores.indices { scores[index] = base }
        scores.withUnsafeMutableBufferPointer { sums in
            values.withUnsafeBufferPointer { values in
                guard let packed else {
                    for row in 0..<rows { walk(sums, at: row * groups) { Self.clamped(values[row * columns + $0]) } }
                    return
                }
                add(packed, values, rows: rows, columns: columns, to: sums)
            }
        }
    }

    /// Takes the rows in blocks, so that eight trees meet many rows before the next eight come.
    private func add(
        _ packed: PackedTrees, _ values: UnsafeBufferPointer<Float>, rows: Int, columns: Int,
        to sums: UnsafeMutableBufferPointer<Float>
    ) {
        let count = PackedTrees.slotCount(featureCount)
        let block = max(1, min(128, Self.slotsInBlock / count))
        withUnsafeTemporaryAllocation(of: Float.self, capacity: block * count) { slots in
            guard let slots = slots.baseAddress, let sums = sums.baseAddress else { return }
            for start in stride(from: 0, to: rows, by: block) {
                let taken = min(block, rows - start)
                for row in 0..<taken {
                    let (own, first) = (slots + row &* count, (start &+ row) &* columns)
                    own[0] = -.infinity
                    for feature in 0..<featureCount {
                        PackedTrees.spread(values[first &+ feature], feature: feature, own)
                    }
                }
                packed.add(
                    rows: taken, slots: slots, slotCount: count, to: sums + start &* groups, groupCount: groups)
            }
        }
    }

    /// The plain walk, for splits by categories and for what is too large to be packed.
    private func walk(_ sums: UnsafeMutableBufferPointer<Float>, at first: Int, _ value: (Int) -> Float) {
        nodes.withUnsafeBufferPointer { nodes in
            for tree in trees {
                var node = nodes[Int(tree.root)]
                while !node.isLeaf {
                    node = nodes[Int(goesLeft(value(node.feature), at: node) ? node.left : node.right)]
                }
                sums[first + Int(tree.group)] += node.threshold
            }
        }
    }

    /// A category of the node's set goes right, any other value left.
    private func goesLeft(_ value: Float, at node: Node) -> Bool {
        if value.isNaN { return node.sendsMissingLeft }
        return node.isCategorical
            ? !sets.contains(value, at: node.threshold.bitPattern) : value < node.threshold
    }
}
