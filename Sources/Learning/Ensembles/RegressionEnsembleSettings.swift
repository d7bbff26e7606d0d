/// How an ensemble of regression trees is made.
package struct RegressionEnsembleSettings: Hashable, Codable, Sendable {
    package var members: Int
    /// Mean of the Poisson distribution from which each member draws an example's weight.
    package var lambda: Double
    /// Share of the features that each leaf watches, above 0 up to 1.
    package var featureShare: Double
    /// ADWIN's confidence parameter at which a background tree begins.
    package var warningDelta: Double
    /// ADWIN's confidence parameter at which it takes over.
    package var driftDelta: Double
    /// Of each tree; its subspace is taken from `featureShare`.
    package var tree: RegressionTreeSettings

    package init(
        members: Int = 10, lambda: Double = 6, featureShare: Double = 0.8, warningDelta: Double = 0.0001,
        driftDelta: Double = 0.00001,
        tree: RegressionTreeSettings = .init(gracePeriod: 200, delta: 0.01, mostLeaves: 256)
    ) {
        self.members = members
        self.lambda = lambda
        self.featureShare = featureShare
        self.warningDelta = warningDelta
        self.driftDelta = driftDelta
        self.tree = tree
    }

    func memberSettings(_ layout: FeatureLayout) -> DriftingRegressor.Settings {
        var tree = tree
        let count = max(1, Int((Double(layout.count) * featureShare).rounded()))
        tree.subspace = count < layout.count ? .perLeaf(count) : .all
        return DriftingRegressor.Settings(
            tree: tree, warningDelta: warningDelta, driftDelta: driftDelta, sampler: PoissonSampler(mean: lambda))
    }
}
