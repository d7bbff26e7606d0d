/// A way to part a classification leaf in two, with what it would gain.
struct SplitCandidate: Hashable, Sendable {
    var test: TreeNode.Test
    var feature: Int
    /// The cut of a number, or the code of a category.
    var threshold: Double
    /// Information gain in bits.
    var merit: Double
    /// What goes left, one weight a class.
    var left: [Double]
    var right: [Double]
}
