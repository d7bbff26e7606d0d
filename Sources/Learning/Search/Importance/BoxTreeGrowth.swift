import Domain

/// Grows a tree by least squares, each node looking at some of the parameters.
///
/// A parameter is split only where it applies everywhere in the node's box. A category is split into the choices below and
/// above some mean, which no other two parts beat.
struct BoxTreeGrowth {
    /// Rows of a leaf at the least.
    static let leastRows = 3

    let cells: SpaceCells
    /// Each row's cells.
    let rows: [[Int]]
    let targets: [Double]
    /// Rows of a leaf at the least: more where there are many, so that a tree keeps a size that can be summed over.
    let leastRows: Int
    private(set) var generator: SeededGenerator

    init(_ cells: SpaceCells, _ rows: [[Int]], _ targets: [Double], generator: SeededGenerator) {
        self.cells = cells
        self.rows = rows
        self.targets = targets
        self.generator = generator
        leastRows = max(Self.leastRows, rows.count / 50)
    }

    /// A tree on a sample of the rows, in which a row may stand more than once.
    mutating func tree(on sample: [Int]) -> BoxTree {
        var open = [(rows: sample, box: cells.whole)]
        var leaves: [BoxTree.Leaf] = []
        while let node = open.popLast() {
            guard let split = bestSplit(node.rows, node.box) else {
                let sum = node.rows.reduce(0) { $0 + targets[$1] }
                leaves.append(BoxTree.Leaf(box: node.box, value: sum / Double(node.rows.count)))
                continue
            }
            var (left, right) = (node.box, node.box)
            left[split.place] &= split.left
            right[split.place] &= ~split.left
            open.append((node.rows.filter { !split.hasLeft(rows[$0]) }, right))
            open.append((node.rows.filter { split.hasLeft(rows[$0]) }, left))
        }
        return BoxTree(leaves: leaves)
    }

    /// The best split among two thirds of the parameters that can be split here; nil for a leaf.
    private mutating func bestSplit(_ rows: [Int], _ box: [UInt64]) -> BoxSplit? {
        guard rows.count >= 2 * leastRows, let first = rows.first.map({ targets[$0] }),
            rows.contains(where: { targets[$0] != first })
        else { return nil }
        var places = box.indices.filter { box[$0].nonzeroBitCount > 1 && cells.applies($0, in: box) }
        for last in places.indices.reversed() { places.swapAt(last, generator.index(below: last + 1)) }
        var left = (places.count * 2 + 2) / 3
        var best: BoxSplit?
        for place in places where left > 0 {
            guard let split = split(rows, box, at: place) else { continue }
            left -= 1
            if split.gain > best?.gain ?? -.infinity { best = split }
        }
        return best
    }

    private func split(_ rows: [Int], _ box: [UInt64], at place: Int) -> BoxSplit? {
        var sums = CellSums(count: cells.counts[place])
        for row in rows { sums.add(targets[row], cell: self.rows[row][place]) }
        return sums.bestSplit(place: place, box: box[place], isOrdered: cells.isOrdered(place), leastRows: leastRows)
    }
}

/// A box cut in two along one parameter.
struct BoxSplit {
    let place: Int
    /// The cells of the left part.
    let left: UInt64
    /// What is left of the squares' sum is smaller by it, but for what is the same for all splits of a node.
    let gain: Double

    func hasLeft(_ cells: [Int]) -> Bool { left & 1 << UInt64(cells[place]) != 0 }
}
