/// What one probabilistic prediction lost, once its truth is known.
package struct ProbabilityLoss: Hashable, Codable, Sendable {
    private static let leastProbability = 1e-15
    private static let sumTolerance = 1e-6

    /// −ln of the probability of the truth, which is taken as at least 10⁻¹⁵.
    package let logLoss: Double
    /// The squared distance from the truth, from 0 to 1 for two classes (half the sum over both), else from 0 to 2.
    package let brier: Double

    /// - Parameters:
    ///   - truth: The class index that came out; beyond the probabilities it is a class that had probability 0.
    ///   - probabilities: One a class, summing to 1 within 10⁻⁶.
    /// - Throws: ``MetricError`` that names the number that cannot be right.
    package init(truth: Int, probabilities: [Double]) throws(MetricError) {
        guard truth >= 0, truth < FeatureLayout.mostClasses else { throw .label(name: "the truth", truth) }
        guard probabilities.count >= 2 else { throw .probabilityCount(probabilities.count) }
        for (index, share) in probabilities.enumerated() {
            guard share >= 0, share <= 1 else { throw .probability(index: index, share) }
        }
        let sum = probabilities.reduce(0, +)
        guard (sum - 1).magnitude <= Self.sumTolerance else { throw .probabilitySum(sum) }
        let ofTruth = probabilities.indices.contains(truth) ? probabilities[truth] : 0
        logLoss = -Elementary.log(max(ofTruth, Self.leastProbability))
        let squares = probabilities.reduce(0) { $0 + $1 * $1 } - ofTruth * ofTruth + (1 - ofTruth) * (1 - ofTruth)
        brier = max(probabilities.count, truth + 1) == 2 ? squares / 2 : squares
    }
}
