/// A way to part a regression leaf in two.
struct RegressionSplit: Hashable, Sendable {
    let test: TreeNode.Test
    let feature: Int
    /// The cut of a number, or the code of a category.
    let threshold: Double
    let left: TargetMoments
    let right: TargetMoments
    /// Share of the variance that the split takes away, 0–1.
    let merit: Double

    init(
        test: TreeNode.Test, feature: Int, threshold: Double, left: TargetMoments, right: TargetMoments,
        whole: TargetMoments
    ) {
        self.test = test
        self.feature = feature
        self.threshold = threshold
        self.left = left
        self.right = right
        merit = whole.deviation > 0 ? 1 - (left.deviation + right.deviation) / whole.deviation : 0
    }
}
