import Domain

/// Gradient boosted trees for regression on streams: the target's mean, then a chain of trees on what is left.
///
/// Targets are standardised as they come, so that the trees' first answers are small.
///
/// Source: as ``StreamingGradientBoostedTrees``, with the squared error as its loss.
package struct StreamingGradientBoostedRegressor: OnlineLearner {
    package static let savedName = "streaming-gradient-boosted-regressor"
    package static let savedVersion = 1

    private let layout: FeatureLayout
    private var chain: BoostedChain
    private var moments = RunningMoments()

    package init(
        layout: FeatureLayout,
        settings: BoostingSettings = .init(
            warningDelta: 0.0001, driftDelta: 0.00001, tree: .init(gracePeriod: 25, delta: 0.05, mostLeaves: 256)),
        seed: UInt64 = 1
    ) {
        self.layout = layout
        chain = BoostedChain(layout: layout, settings: settings, seed: seed)
    }

    package var nodeCount: Int { chain.nodeCount }

    /// - Complexity: O(steps × depth)
    package func predict(_ features: [Double]) throws(ExampleError) -> Double {
        try layout.check(features)
        return moments.mean + chain.score(features) * moments.standardDeviation
    }

    /// - Complexity: O(steps × (depth + features)), and now and then a search for a split
    package mutating func learn(_ features: [Double], target: Double, weight: Double = 1) throws(ExampleError) {
        try layout.check(features, target: target, weight: weight)
        guard weight > 0 else { return }
        moments.add(target)
        let deviation = moments.standardDeviation
        let scaled = deviation > 0 ? (target - moments.mean) / deviation : 0
        chain.learn(features, weight: weight) { ($0 - scaled, 1) }
    }
}
