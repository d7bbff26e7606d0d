/// How a stream of boosted trees is made.
package struct BoostingSettings: Hashable, Codable, Sendable {
    /// Trees that follow one another.
    package var steps: Int
    /// Share of a tree's answer that counts, above 0 up to 1.
    package var rate: Double
    /// Share of the features that each tree sees, above 0 up to 1.
    package var featureShare: Double
    /// ADWIN's confidence parameter at which a background tree begins beside a tree.
    package var warningDelta: Double
    /// ADWIN's confidence parameter at which it takes over.
    package var driftDelta: Double
    /// Of each tree; its subspace is taken from `featureShare`, and its leaves answer with means.
    package var tree: RegressionTreeSettings

    package init(
        steps: Int = 40, rate: Double = 0.1, featureShare: Double = 0.75, warningDelta: Double = 0.01,
        driftDelta: Double = 0.001,
        tree: RegressionTreeSettings = .init(
            gracePeriod: 5, delta: 0.05, tie: 0.5, leafPrediction: .mean, leastBranchWeight: 1, mostLeaves: 64)
    ) {
        self.steps = steps
        self.rate = rate
        self.featureShare = featureShare
        self.warningDelta = warningDelta
        self.driftDelta = driftDelta
        self.tree = tree
    }

    func memberSettings(_ layout: FeatureLayout) -> DriftingRegressor.Settings {
        var tree = tree
        let count = max(1, Int((Double(layout.count) * featureShare).rounded()))
        tree.subspace = count < layout.count ? .perTree(count) : .all
        tree.leafPrediction = .mean
        return DriftingRegressor.Settings(tree: tree, warningDelta: warningDelta, driftDelta: driftDelta)
    }
}
