import Domain
import Foundation
import Testing

@testable import Learning

/// River's Gaussian naive Bayes number by number, and counts against the formula.
struct NaiveBayesTests {
    private struct Reference: Decodable {
        struct Run: Decodable {
            var accuracy: Double
            var kappa: Double
            var logloss: Double
            var f1: Double
            var proba_true_at: [String: Double]
        }

        var gaussian_nb: Run
    }

    @Test func givesRiversProbabilitiesAndMetrics() throws {
        let reference = try JSONDecoder().decode(Reference.self, from: Golden.data("river_learners.json")).gaussian_nb
        var learner = NaiveBayes(layout: FeatureLayout(numbers: 8))
        var metrics = TwoClassTally()

        for (index, row) in try Golden.electricity().enumerated() {
            let shares = try learner.probabilities(row.features)
            let up = shares.count > 1 ? shares[1] : shares.isEmpty ? 0.5 : 0
            metrics.add(up: up, isUp: row.label == 1)
            if let expected = reference.proba_true_at["\(index)"] {
                #expect(abs(up - expected) < 1e-9, "row \(index)")
            }
            try learner.learn(row.features, target: row.label, weight: 1)
        }

        #expect(abs(metrics.accuracy - reference.accuracy) < 1e-9)
        #expect(abs(metrics.kappa - reference.kappa) < 1e-9)
        // The reference takes 1 − p of shares within 1e-15 of 1, where a last place of p is a hundredth of the logarithm.
        #expect(abs(metrics.logLoss - reference.logloss) < 1e-5)
        #expect(abs(metrics.f1 - reference.f1) < 1e-9)
    }

    /// Three classes, two nominal features and gaps: shares by the smoothed formula, straight from the counts.
    @Test(arguments: 0..<10 as Range<UInt64>)
    func agreesWithTheCountsThemselves(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var learner = NaiveBayes(layout: FeatureLayout([.nominal(categories: 3), .nominal(categories: 50)]))
        let rows = (0..<200).map { _ in
            let gap = generator.index(below: 6) == 0
            let features = [gap ? .nan : Double(generator.index(below: 3)), Double(generator.index(below: 50))]
            return (features: features, label: generator.index(below: 3))
        }

        for row in rows { try learner.learn(row.features, target: row.label, weight: 1) }

        for probe in rows.prefix(20).map(\.features) {
            let joint = (0..<3).map { label -> Double in
                let ofClass = rows.filter { $0.label == label }
                return zip([0, 1], [3.0, 50]).reduce(Double(ofClass.count) / 200) { product, feature in
                    let (index, categories) = feature
                    guard !probe[index].isNaN else { return product }
                    let present = ofClass.filter { !$0.features[index].isNaN }
                    let same = present.count { $0.features[index] == probe[index] }
                    return product * (Double(same) + 1) / (Double(present.count) + categories)
                }
            }
            let shares = try learner.probabilities(probe)
            for (share, number) in zip(shares, joint) {
                #expect(abs(share - number / joint.reduce(0, +)) < 1e-12)
            }
        }
    }

    /// Two thousand features: the product of their densities is far below the smallest number.
    @Test func tellsClassesApartWhereTheProductUnderflows() throws {
        var learner = NaiveBayes(layout: FeatureLayout(numbers: 2_000))
        var generator = SeededGenerator(seed: 4)
        func features(of label: Int) -> [Double] {
            (0..<2_000).map { _ in (generator.unitInterval() + Double(label)) * 1e6 }
        }

        for index in 0..<10 { try learner.learn(features(of: index % 2), target: index % 2, weight: 1) }

        #expect(try learner.predict(features(of: 0)) == 0)
        #expect(try learner.predict(features(of: 1)) == 1)
        #expect(try learner.probabilities(features(of: 1)).allSatisfy(\.isFinite))
    }
}
