/// Online logistic regression on features that are standardised as they come.
///
/// With a constant step it is River's `StandardScaler | LogisticRegression`, number for number.
package struct LogisticRegression: Hashable, Codable, Sendable {
    private var standardiser: Standardiser
    private var weights: LinearWeights

    package init(featureCount: Int, settings: OnlineSettings) {
        standardiser = Standardiser(featureCount: featureCount)
        weights = LinearWeights(featureCount: featureCount, settings: settings)
    }

    /// The probability of the second class; NaN features count as their mean.
    ///
    /// - Complexity: O(features)
    package func probability(_ features: [Double]) -> Double {
        Elementary.sigmoid(weights.score(standardiser.transform(features)))
    }

    /// Learns one example; `label` is 0 or 1.
    package mutating func learn(_ features: [Double], label: Double, weight: Double = 1) {
        standardiser.observe(features)
        let scaled = standardiser.transform(features)
        weights.move(scaled, slope: (Elementary.sigmoid(weights.score(scaled)) - label) * weight)
    }
}
