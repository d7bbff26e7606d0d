import Domain

/// A random forest for regression on streams that change; its answer is the mean of its trees'.
///
/// Source: Gomes, Barddal, Ferreira, Bifet, "Adaptive random forests for data stream regression", ESANN 2018.
package struct AdaptiveRandomForestRegressor: OnlineLearner {
    package static let savedName = "adaptive-random-forest-regressor"
    package static let savedVersion = 1

    private let layout: FeatureLayout
    private var members: [DriftingRegressor]

    package init(layout: FeatureLayout, settings: RegressionEnsembleSettings = .init(), seed: UInt64 = 1) {
        self.layout = layout
        var generator = SeededGenerator(seed: seed)
        let member = settings.memberSettings(layout)
        members = (0..<max(1, settings.members)).map { _ in
            DriftingRegressor(layout: layout, settings: member, seed: generator.next())
        }
    }

    package var nodeCount: Int { members.reduce(0) { $0 + $1.tree.nodeCount } }
    /// Trees exchanged so far.
    package var driftCount: Int { members.reduce(0) { $0 + $1.driftCount } }

    /// - Complexity: O(trees × (depth + features))
    package func predict(_ features: [Double]) throws(ExampleError) -> Double {
        try layout.check(features)
        var sum = 0.0
        for member in members { sum += member.tree.predictChecked(features) }
        return sum / Double(members.count)
    }

    /// - Complexity: O(trees × (depth + features)), and now and then a search for a split
    package mutating func learn(_ features: [Double], target: Double, weight: Double = 1) throws(ExampleError) {
        try layout.check(features, target: target, weight: weight)
        guard weight > 0 else { return }
        for index in members.indices { members[index].learn(features, target: target, weight: weight) }
    }
}
