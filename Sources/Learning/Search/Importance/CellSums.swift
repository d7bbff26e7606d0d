/// How many rows a node has in each cell of a parameter, and the sum of their targets.
struct CellSums {
    private var counts: [Int]
    private var sums: [Double]

    init(count: Int) {
        counts = [Int](repeating: 0, count: count)
        sums = [Double](repeating: 0, count: count)
    }

    mutating func add(_ target: Double, cell: Int) {
        counts[cell] += 1
        sums[cell] += target
    }

    /// The cut with the least squares left over; nil where no cut leaves enough rows on both sides.
    ///
    /// - Parameters:
    ///   - place: Of the parameter.
    ///   - box: The cells that the node has.
    ///   - isOrdered: Whether a part must be a stretch; else the cells are taken in the order of their means.
    ///   - leastRows: Of each part.
    /// - Returns: The split; cells without rows go to the nearer part, categories without rows to the greater one.
    func bestSplit(place: Int, box: UInt64, isOrdered: Bool, leastRows: Int) -> BoxSplit? {
        var order = counts.indices.filter { counts[$0] > 0 }
        if !isOrdered {
            order.sort { left, right in
                let (one, other) = (sums[left] / Double(counts[left]), sums[right] / Double(counts[right]))
                return one == other ? left < right : one < other
            }
        }
        let (rows, total) = (counts.reduce(0, +), sums.reduce(0, +))
        var (count, sum) = (0, 0.0)
        var best: (end: Int, gain: Double, count: Int)?
        for end in order.indices.dropLast() {
            count += counts[order[end]]
            sum += sums[order[end]]
            guard count >= leastRows, rows - count >= leastRows else { continue }
            let gain = sum * sum / Double(count) + (total - sum) * (total - sum) / Double(rows - count)
            if gain > best?.gain ?? -.infinity { best = (end, gain, count) }
        }
        guard let best else { return nil }
        var left: UInt64
        if isOrdered {
            let (last, next) = (order[best.end], order[best.end + 1])
            left = (1 << UInt64((last + next + 1) / 2)) - 1
        } else {
            left = order[...best.end].reduce(0) { $0 | 1 << UInt64($1) }
            let known = order.reduce(0 as UInt64) { $0 | 1 << UInt64($1) }
            if 2 * best.count > rows { left |= ~known }
        }
        return BoxSplit(place: place, left: left & box, gain: best.gain)
    }
}
