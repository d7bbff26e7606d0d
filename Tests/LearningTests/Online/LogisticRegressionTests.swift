import Foundation
import Testing

@testable import Learning

/// River's standard scaler with logistic regression, number by number.
struct LogisticRegressionTests {
    private struct Reference: Decodable {
        struct Run: Decodable {
            var accuracy: Double
            var kappa: Double
            var logloss: Double
            var f1: Double
            var proba_true_at: [String: Double]
        }

        var standard_scaler_logreg: Run
    }

    @Test func givesRiversProbabilitiesAndMetrics() throws {
        let reference = try JSONDecoder().decode(Reference.self, from: Golden.data("river_learners.json"))
            .standard_scaler_logreg
        var learner = LogisticRegression(
            layout: FeatureLayout(numbers: 8), settings: OnlineSettings(step: .constant(0.01)))
        var metrics = TwoClassTally()
        var compared = 0

        for (index, row) in try Golden.electricity().enumerated() {
            let probability = try learner.probabilities(row.features)[1]
            metrics.add(up: probability, isUp: row.label == 1)
            if let expected = reference.proba_true_at["\(index)"] {
                #expect(abs(probability - expected) < 1e-9, "row \(index)")
                compared += 1
            }
            try learner.learn(row.features, target: row.label, weight: 1)
        }

        #expect(compared == reference.proba_true_at.count)
        #expect(abs(metrics.accuracy - reference.accuracy) < 1e-9)
        #expect(abs(metrics.kappa - reference.kappa) < 1e-9)
        #expect(abs(metrics.logLoss - reference.logloss) < 1e-9)
        #expect(abs(metrics.f1 - reference.f1) < 1e-9)
    }

    @Test func refusesAThirdClass() {
        var learner = LogisticRegression(layout: FeatureLayout(numbers: 1))

        let error = #expect(throws: ExampleError.self) { try learner.learn([1], target: 2, weight: 1) }

        #expect(
            error?.description
                == "the label is class 2, this learner tells only 2 classes apart; use another learner")
        #expect(learner == LogisticRegression(layout: FeatureLayout(numbers: 1)))
    }
}
