/// Online multinomial logistic regression on features that are standardised as they come.
package struct SoftmaxRegression: Hashable, Codable, Sendable {
    private var standardiser: Standardiser
    private var classes: [LinearWeights]

    package init(featureCount: Int, classCount: Int, settings: OnlineSettings) {
        standardiser = Standardiser(featureCount: featureCount)
        classes = Array(repeating: LinearWeights(featureCount: featureCount, settings: settings), count: classCount)
    }

    /// One probability a class; they sum to 1.
    ///
    /// - Complexity: O(features × classes)
    package func probabilities(_ features: [Double]) -> [Double] {
        shares(standardiser.transform(features))
    }

    /// Learns one example; `label` is a class index.
    package mutating func learn(_ features: [Double], label: Int, weight: Double = 1) {
        standardiser.observe(features)
        let scaled = standardiser.transform(features)
        let shares = shares(scaled)
        for index in classes.indices {
            classes[index].move(scaled, slope: (shares[index] - (index == label ? 1 : 0)) * weight)
        }
    }

    private func shares(_ scaled: [Double]) -> [Double] {
        Softmax.shares(classes.map { $0.score(scaled) })
    }
}

/// Scores to probabilities.
enum Softmax {
    static func shares(_ scores: [Double]) -> [Double] {
        let highest = scores.max() ?? 0
        let powers = scores.map { Elementary.exp($0 - highest) }
        let sum = powers.reduce(0, +)
        return powers.map { $0 / sum }
    }
}
