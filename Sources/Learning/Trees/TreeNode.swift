/// A node of a tree that grows: a leaf with its place in the leaf table, or a test with two children.
struct TreeNode: Hashable, Codable, Sendable {
    enum Test: UInt8, Hashable, Codable, Sendable {
        /// No test: a leaf.
        case none
        /// A number at most the threshold goes left.
        case atMost
        /// The category whose code is the threshold goes left.
        case equals
    }

    var test = Test.none
    /// Where a missing value goes: to the side that was heavier at the split.
    var missingGoesLeft = true
    var feature: Int32 = 0
    var left: Int32 = 0
    /// The right child; of a leaf, its slot in the leaf table.
    var right: Int32
    var threshold = 0.0

    init(slot: Int32) {
        right = slot
    }

    init(
        test: Test, feature: Int, threshold: Double, left: Int32, right: Int32, missingGoesLeft: Bool
    ) {
        self.test = test
        self.missingGoesLeft = missingGoesLeft
        self.feature = Int32(feature)
        self.threshold = threshold
        self.left = left
        self.right = right
    }

    /// The child that a value goes to.
    @inline(__always)
    func child(_ value: Double) -> Int32 {
        let goesLeft =
            switch test {
            case .equals: value == threshold
            case .atMost, .none: value <= threshold
            }
        if value.isNaN { return missingGoesLeft ? left : right }
        return goesLeft ? left : right
    }
}
