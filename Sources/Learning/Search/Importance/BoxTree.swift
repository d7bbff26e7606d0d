/// A regression tree over a space's cells, as its leaves: boxes that share the space out, each with a value.
///
/// Source of the shape: Hutter, Hoos, Leyton-Brown, "An Efficient Approach for Assessing Hyperparameter Importance",
/// ICML 2014: a tree's marginals are exact sums over its leaves.
struct BoxTree: Sendable {
    struct Leaf: Hashable, Sendable {
        let box: [UInt64]
        let value: Double
    }

    let leaves: [Leaf]

    /// The value at a point's cells.
    ///
    /// - Complexity: O(leaves · parameters)
    func value(at cells: [Int]) -> Double {
        let leaf = leaves.first { leaf in
            cells.indices.allSatisfy { leaf.box[$0] & 1 << UInt64(cells[$0]) != 0 }
        }
        return leaf?.value ?? .nan
    }
}
