/// How a Hoeffding tree grows.
///
/// The defaults split a little sooner than MOA's (δ 10⁻³ and ties below 0.1, not 10⁻⁷ and 0.05), as streams of some thousand
/// rows want.
package struct HoeffdingSettings: Hashable, Codable, Sendable {
    /// What a leaf answers with.
    package enum LeafPrediction: String, Hashable, Codable, Sendable, CaseIterable {
        case majorityClass
        case naiveBayes
        /// Whichever of the two was right more often in this leaf.
        ///
        /// Source: Holmes, Kirkby, Pfahringer, "Stress-Testing Hoeffding Trees", PKDD 2005.
        case adaptive
    }

    /// Which features a leaf watches, and so may split on.
    package enum Subspace: Hashable, Codable, Sendable {
        case all
        /// So many, drawn anew for each leaf: the random forest's.
        case perLeaf(Int)
        /// So many, drawn once for the tree: the random patches'.
        case perTree(Int)
    }

    /// Weight that a leaf sees between two attempts to split, above 0.
    package var gracePeriod: Double
    /// Probability that a split is not the best one, 0–1.
    package var delta: Double
    /// A bound below which equal candidates are split all the same, 0–1.
    package var tie: Double
    package var leafPrediction: LeafPrediction
    package var subspace: Subspace
    /// Cuts tried between the least and the greatest value of a number.
    package var cutPoints: Int
    /// Least share of a leaf's weight on each side of a split.
    package var leastBranchShare: Double
    /// Leaves after which the tree stops growing.
    package var mostLeaves: Int
    /// Bytes of leaf statistics after which the tree stops growing.
    package var mostBytes: Int

    package init(
        gracePeriod: Double = 200, delta: Double = 1e-3, tie: Double = 0.1,
        leafPrediction: LeafPrediction = .adaptive, subspace: Subspace = .all, cutPoints: Int = 10,
        leastBranchShare: Double = 0.01, mostLeaves: Int = 1_024, mostBytes: Int = 33_554_432
    ) {
        self.gracePeriod = gracePeriod
        self.delta = delta
        self.tie = tie
        self.leafPrediction = leafPrediction
        self.subspace = subspace
        self.cutPoints = cutPoints
        self.leastBranchShare = leastBranchShare
        self.mostLeaves = mostLeaves
        self.mostBytes = mostBytes
    }
}
