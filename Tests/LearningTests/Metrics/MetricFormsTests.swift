import Domain
import Foundation
import Testing

@testable import Learning

/// What a saved metric goes on with is what was saved.
struct MetricFormsTests {
    private func reloaded<Value: Codable>(_ value: Value) throws -> Value {
        try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value))
    }

    @Test func goOnWhereTheyWereSaved() throws {
        var generator = SeededGenerator(seed: 1)
        var windowed = try Windowed(RegressionSums(), capacity: 7)
        var fading = try Fading(ConfusionMatrix(), fading: 0.7)
        var scores = try ScoreWindow(capacity: 5, fading: 0.9)
        let original = (windowed, fading, scores)
        var (loadedWindowed, loadedFading, loadedScores) = original
        for index in 0..<40 {
            if index == 20 {
                loadedWindowed = try reloaded(windowed)
                loadedFading = try reloaded(fading)
                loadedScores = try reloaded(scores)
            }
            let number = try NumberPair(truth: generator.unitInterval(), predicted: generator.unitInterval())
            let label = try LabelPair(truth: generator.index(below: 3), predicted: generator.index(below: 3))
            let score = generator.unitInterval()
            try windowed.add(number, weight: 0.3)
            try fading.add(label)
            try scores.add(score: score, isPositive: label.truth == 1)
            try loadedWindowed.add(number, weight: 0.3)
            try loadedFading.add(label)
            try loadedScores.add(score: score, isPositive: label.truth == 1)
        }

        #expect(loadedWindowed == windowed && windowed.count == 7)
        #expect(loadedFading == fading)
        #expect(loadedScores == scores)
        #expect(original.0.count == 0 && original.2.count == 0)
    }
}
