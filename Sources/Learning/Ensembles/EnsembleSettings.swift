/// How an ensemble of Hoeffding trees is made.
package struct EnsembleSettings: Hashable, Codable, Sendable {
    /// Which features a member sees.
    package enum Sampling: Hashable, Codable, Sendable {
        case all
        /// A share of the features, drawn anew for each leaf.
        case perLeaf(Double)
        /// A share of the features, drawn for each tree.
        case perTree(Double)
    }

    package var members: Int
    /// Mean of the Poisson distribution from which each member draws an example's weight.
    package var lambda: Double
    package var sampling: Sampling
    /// ADWIN's confidence parameter at which a background tree begins.
    package var warningDelta: Double
    /// ADWIN's confidence parameter at which it takes over.
    package var driftDelta: Double
    /// Of each tree; its subspace is taken from `sampling`.
    package var tree: HoeffdingSettings

    package init(
        members: Int = 10, lambda: Double = 6, sampling: Sampling = .perLeaf(0.6), warningDelta: Double = 0.01,
        driftDelta: Double = 0.001, tree: HoeffdingSettings = .init(gracePeriod: 50, delta: 0.01, tie: 0.05)
    ) {
        self.members = members
        self.lambda = lambda
        self.sampling = sampling
        self.warningDelta = warningDelta
        self.driftDelta = driftDelta
        self.tree = tree
    }

    func treeSettings(_ layout: FeatureLayout) -> HoeffdingSettings {
        func count(_ share: Double) -> Int { max(1, Int((Double(layout.count) * share).rounded())) }
        var settings = tree
        settings.subspace =
            switch sampling {
            case .all: .all
            case .perLeaf(let share): .perLeaf(count(share))
            case .perTree(let share): .perTree(count(share))
            }
        return settings
    }
}
