/// Where a forest's answers vary over the whole space, split by parameters: a functional analysis of variance.
///
/// The forest's answer is a mean of its trees' leaves, so every mean over some parameters is an exact sum over leaves. A
/// parameter that applies in a part of the space only is looked at there: its share is what it explains where it applies,
/// times that part's size. Shares of different parameters and pairs are parts of the variance at right angles to each
/// other, so that together they are 1 at most.
///
/// Source: Hutter, Hoos, Leyton-Brown, "An Efficient Approach for Assessing Hyperparameter Importance", ICML 2014, which
/// splits each tree's variance; this is that of their mean, in which the trees' own noise has mostly gone.
struct ForestVariance: Sendable {
    let forest: BoxForest
    /// Of the mean over the trees, over the whole space.
    let mean: Double
    let total: Double

    /// - Complexity: O(L² · d) for L leaves of d parameters.
    init(_ forest: BoxForest) {
        self.forest = forest
        let cells = forest.cells
        let all = forest.trees.flatMap(\.leaves)
        let count = Double(forest.trees.count)
        let mean = all.reduce(0) { $0 + $1.value * cells.weight(of: $1.box) } / count
        self.mean = mean
        var total = 0.0
        for (place, leaf) in all.enumerated() {
            let own = leaf.value - mean
            total += own * own * cells.weight(of: leaf.box)
            for other in all[(place + 1)...] {
                let shared = Self.overlap(leaf.box, other.box, cells.counts)
                if shared > 0 { total += 2 * own * (other.value - mean) * shared }
            }
        }
        self.total = max(0, total / (count * count))
    }

    /// Means of the answers by one parameter's cells, over everything else where it applies: a list a tree.
    func marginals(of place: Int) -> [[Double]] {
        guard let region = forest.cells.region(of: [place]) else { return [] }
        return forest.trees.map { tree in
            var means = [Double](repeating: 0, count: forest.cells.counts[place])
            for leaf in tree.leaves {
                let part = weight(of: leaf.box, in: region, without: [place])
                guard part > 0 else { continue }
                for cell in means.indices where leaf.box[place] & 1 << UInt64(cell) != 0 {
                    means[cell] += part * leaf.value
                }
            }
            return means
        }
    }

    /// The share of the variance that one parameter explains alone.
    func share(of place: Int) -> Double {
        guard total > 0, let region = forest.cells.region(of: [place]) else { return 0 }
        let trees = marginals(of: place)
        let cells = Self.cells(region[place])
        let means = cells.map { cell in trees.reduce(0) { $0 + $1[cell] } / Double(trees.count) }
        let middle = means.reduce(0, +) / Double(means.count)
        let variance = means.reduce(0) { $0 + ($1 - middle) * ($1 - middle) } / Double(means.count)
        return min(1, forest.cells.weight(of: region) * variance / total)
    }

    /// The share of the variance that two parameters explain together, beyond what each does alone.
    func share(of first: Int, and second: Int) -> Double {
        guard total > 0, first != second, let region = forest.cells.region(of: [first, second]) else { return 0 }
        let (rows, columns) = (Self.cells(region[first]), Self.cells(region[second]))
        guard rows.count > 1, columns.count > 1 else { return 0 }
        // Leaves that do not tell both apart add nothing to what only both together do.
        let part = surface(first, second, region) { leaf in
            leaf.box[first] & region[first] != region[first] && leaf.box[second] & region[second] != region[second]
        }
        let values = rows.map { row in columns.map { part[row][$0] } }
        let byRow = values.map { $0.reduce(0, +) / Double(columns.count) }
        let byColumn = columns.indices.map { column in
            values.reduce(0) { $0 + $1[column] } / Double(rows.count)
        }
        let middle = byRow.reduce(0, +) / Double(rows.count)
        var sum = 0.0
        for (row, line) in values.enumerated() {
            for (column, value) in line.enumerated() {
                let rest = value - byRow[row] - byColumn[column] + middle
                sum += rest * rest
            }
        }
        let variance = sum / Double(rows.count * columns.count)
        return min(1, forest.cells.weight(of: region) * variance / total)
    }

    /// Means of the answers by the cells of two parameters, where both apply; rows are the first one's cells.
    func surface(of first: Int, and second: Int) -> [[Double]] {
        guard let region = forest.cells.region(of: [first, second]) else { return [] }
        return surface(first, second, region) { _ in true }
    }

    private func surface(
        _ first: Int, _ second: Int, _ region: [UInt64], _ counts: (BoxTree.Leaf) -> Bool
    ) -> [[Double]] {
        let columns = forest.cells.counts[second]
        var means = [[Double]](
            repeating: [Double](repeating: 0, count: columns), count: forest.cells.counts[first])
        for tree in forest.trees {
            for leaf in tree.leaves where counts(leaf) {
                let part = weight(of: leaf.box, in: region, without: [first, second])
                guard part > 0 else { continue }
                let value = part * leaf.value / Double(forest.trees.count)
                for row in means.indices where leaf.box[first] & 1 << UInt64(row) != 0 {
                    for column in 0..<columns where leaf.box[second] & 1 << UInt64(column) != 0 {
                        means[row][column] += value
                    }
                }
            }
        }
        return means
    }

    /// The share of a region's other parameters that a box takes.
    private func weight(of box: [UInt64], in region: [UInt64], without places: [Int]) -> Double {
        var weight = 1.0
        for place in box.indices where !places.contains(place) {
            let shared = (box[place] & region[place]).nonzeroBitCount
            guard shared > 0 else { return 0 }
            weight *= Double(shared) / Double(region[place].nonzeroBitCount)
        }
        return weight
    }

    private static func overlap(_ one: [UInt64], _ other: [UInt64], _ counts: [Int]) -> Double {
        var weight = 1.0
        for place in one.indices {
            let shared = (one[place] & other[place]).nonzeroBitCount
            guard shared > 0 else { return 0 }
            weight *= Double(shared) / Double(counts[place])
        }
        return weight
    }

    static func cells(_ mask: UInt64) -> [Int] { (0..<64).filter { mask & 1 << UInt64($0) != 0 } }
}
