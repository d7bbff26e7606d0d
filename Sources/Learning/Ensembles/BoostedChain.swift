import Domain

/// Regression trees in a row, each learning what those before it have left: one score of a boosted learner.
struct BoostedChain: Hashable, Codable, Sendable {
    /// Least second derivative, below which a Newton step would run away.
    private static let leastCurvature = 0.01

    private let rate: Double
    private var members: [DriftingRegressor]

    init(layout: FeatureLayout, settings: BoostingSettings, seed: UInt64) {
        rate = settings.rate
        var generator = SeededGenerator(seed: seed)
        let member = settings.memberSettings(layout)
        members = (0..<max(1, settings.steps)).map { _ in
            DriftingRegressor(layout: layout, settings: member, seed: generator.next())
        }
    }

    var nodeCount: Int { members.reduce(0) { $0 + $1.tree.nodeCount } }

    /// - Complexity: O(steps × depth)
    func score(_ features: [Double]) -> Double {
        var sum = 0.0
        for member in members { sum += rate * member.tree.predictChecked(features) }
        return sum
    }

    /// Lets each tree learn the Newton step that is left of the loss after those before it.
    ///
    /// `slope` gives the first and second derivative of the loss at a score.
    mutating func learn(
        _ features: [Double], weight: Double, slope: (Double) -> (gradient: Double, curvature: Double)
    ) {
        var score = 0.0
        for index in members.indices {
            let (gradient, curvature) = slope(score)
            let curved = max(curvature, Self.leastCurvature)
            score += rate * members[index].tree.predictChecked(features)
            members[index].learn(features, target: -gradient / curved, weight: weight * curved)
        }
    }
}
