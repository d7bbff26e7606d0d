/// How a Hoeffding tree for regression grows.
package struct RegressionTreeSettings: Hashable, Codable, Sendable {
    /// What a leaf answers with.
    package enum LeafPrediction: String, Hashable, Codable, Sendable, CaseIterable {
        case mean
        case linear
        /// Whichever of the two had the smaller fading squared error in this leaf.
        case adaptive
    }

    /// Weight that a leaf sees between two attempts to split, above 0.
    package var gracePeriod: Double
    /// Probability that a split is not the best one, 0–1.
    package var delta: Double
    /// A bound below which equal candidates are split all the same, 0–1.
    package var tie: Double
    package var leafPrediction: LeafPrediction
    package var subspace: HoeffdingSettings.Subspace
    /// Step of the leaf's linear model as a share of the way that would remove the error, 0–1.
    package var step: Double
    /// Least weight on each side of a split.
    package var leastBranchWeight: Double
    /// Leaves after which the tree stops growing.
    package var mostLeaves: Int

    package init(
        gracePeriod: Double = 200, delta: Double = 1e-3, tie: Double = 0.1,
        leafPrediction: LeafPrediction = .adaptive, subspace: HoeffdingSettings.Subspace = .all,
        step: Double = 0.2, leastBranchWeight: Double = 5, mostLeaves: Int = 1_024
    ) {
        self.gracePeriod = gracePeriod
        self.delta = delta
        self.tie = tie
        self.leafPrediction = leafPrediction
        self.subspace = subspace
        self.step = step
        self.leastBranchWeight = leastBranchWeight
        self.mostLeaves = mostLeaves
    }
}
