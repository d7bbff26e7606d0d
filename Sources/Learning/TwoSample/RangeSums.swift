/// Whole numbers in slots, with the largest and smallest of their running sums.
///
/// A complete binary tree over the slots; each node keeps its sum and the extremes of the sums of its beginnings.
struct RangeSums: Hashable, Codable, Sendable {
    private let leaves: Int
    private var sums: [Int]
    private var highs: [Int]
    private var lows: [Int]

    init(_ values: [Int]) {
        var leaves = 1
        while leaves < values.count { leaves *= 2 }
        self.leaves = leaves
        sums = Array(repeating: 0, count: leaves) + values + Array(repeating: 0, count: leaves - values.count)
        highs = sums
        lows = sums
        for node in stride(from: leaves - 1, to: 0, by: -1) { join(node) }
    }

    /// The largest of the running sums, each of which starts at the first slot.
    var largest: Int { highs[1] }

    /// The smallest of the running sums.
    var smallest: Int { lows[1] }

    /// Adds to one slot.
    ///
    /// - Complexity: O(log slots)
    mutating func add(_ value: Int, at slot: Int) {
        var node = leaves + slot
        sums[node] += value
        highs[node] += value
        lows[node] += value
        while node > 1 {
            node /= 2
            join(node)
        }
    }

    private mutating func join(_ node: Int) {
        let (left, right) = (2 * node, 2 * node + 1)
        sums[node] = sums[left] + sums[right]
        highs[node] = max(highs[left], sums[left] + highs[right])
        lows[node] = min(lows[left], sums[left] + lows[right])
    }
}
