/// An algorithm that a search may choose.
package enum Learner: String, Hashable, Codable, Sendable, CaseIterable {
    /// XGBoost, boosted trees.
    case gradientBoosting = "boosted-trees"
    /// XGBoost, one round of many parallel trees.
    case randomForest = "random-forest"
    /// Online logistic, softmax or least-squares regression with running standardisation.
    case linear = "linear"

    /// Whether the learner can go on learning after promotion.
    package var canUpdateLive: Bool { self == .linear }
}
