import Foundation
import Testing

@testable import Learning

/// River's standard scaler with logistic regression, number by number.
struct LogisticRegressionTests {
    private struct Reference: Decodable {
        struct Run: Decodable {
            var accuracy: Double
            var proba_true_at: [String: Double]
        }

        var standard_scaler_logreg: Run
    }

    @Test func givesRiversProbabilities() throws {
        let reference = try JSONDecoder().decode(Reference.self, from: Golden.data("river_learners.json"))
            .standard_scaler_logreg
        let lines = String(decoding: try Golden.data("electricity2000.csv"), as: UTF8.self)
            .split(separator: "\n").dropFirst()
        var learner = LogisticRegression(
            layout: FeatureLayout(numbers: 8), settings: OnlineSettings(step: .constant(0.01)))
        var correct = 0
        var compared = 0

        for (index, line) in lines.enumerated() {
            let fields = line.split(separator: ",")
            let features = fields.prefix(8).compactMap { Double($0) }
            let label = fields[8] == "UP" ? 1.0 : 0.0
            let probability = learner.probability(features)
            if (probability > 0.5) == (label == 1) { correct += 1 }
            if let expected = reference.proba_true_at["\(index)"] {
                #expect(abs(probability - expected) < 1e-9, "row \(index)")
                compared += 1
            }
            learner.learn(features, label: label)
        }

        #expect(compared == reference.proba_true_at.count)
        #expect(abs(Double(correct) / 2_000 - reference.accuracy) < 0.001)
    }
}
