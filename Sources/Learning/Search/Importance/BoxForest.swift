import Domain

/// A random forest over trials: trees on samples drawn with replacement.
struct BoxForest: Sendable {
    private static let treeCount = 32

    let cells: SpaceCells
    let trees: [BoxTree]
    /// Share of the targets' variance that trees explain which did not see the row: 1 all, 0 and below nothing; nil where no
    /// row was left out.
    let fit: Double?

    /// - Parameters:
    ///   - cells: The space.
    ///   - rows: Each trial's cells; at least one.
    ///   - targets: What each reached, finite.
    ///   - seed: Decides the samples and the parameters that a node looks at.
    init(_ cells: SpaceCells, rows: [[Int]], targets: [Double], seed: UInt64) {
        self.cells = cells
        var trees: [BoxTree] = []
        var (sums, counts) = ([Double](repeating: 0, count: rows.count), [Int](repeating: 0, count: rows.count))
        var seeds = SeededGenerator(seed: seed)
        for _ in 0..<Self.treeCount {
            var generator = SeededGenerator(seed: seeds.next())
            let sample = rows.indices.map { _ in generator.index(below: rows.count) }
            var growth = BoxTreeGrowth(cells, rows, targets, generator: generator)
            let tree = growth.tree(on: sample)
            trees.append(tree)
            var isKnown = [Bool](repeating: false, count: rows.count)
            for row in sample { isKnown[row] = true }
            for row in rows.indices where !isKnown[row] {
                sums[row] += tree.value(at: rows[row])
                counts[row] += 1
            }
        }
        self.trees = trees
        fit = Self.fit(targets, sums, counts)
    }

    /// The mean of the trees.
    func value(at cells: [Int]) -> Double {
        trees.reduce(0) { $0 + $1.value(at: cells) } / Double(trees.count)
    }

    private static func fit(_ targets: [Double], _ sums: [Double], _ counts: [Int]) -> Double? {
        let asked = targets.indices.filter { counts[$0] > 0 }
        guard !asked.isEmpty else { return nil }
        let mean = asked.reduce(0) { $0 + targets[$1] } / Double(asked.count)
        let all = asked.reduce(0) { $0 + (targets[$1] - mean) * (targets[$1] - mean) }
        let left = asked.reduce(0) { sum, row in
            let gap = targets[row] - sums[row] / Double(counts[row])
            return sum + gap * gap
        }
        return all > 0 ? 1 - left / all : nil
    }
}
