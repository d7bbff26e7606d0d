import Domain
import Testing

@testable import Engine

struct EstimatedAccuracyTests {
    private func prediction(_ event: Int64, confidence: Double, version: Int = 1) -> PredictionRecord {
        PredictionRecord(
            event: event, arm: .champion, champion: ModelVersion(rawValue: version),
            championOutput: .probabilities([confidence, 1 - confidence]), championLearnedThrough: 0, candidate: nil,
            candidateOutput: nil)
    }

    /// Labels that are right as often as the model is sure, while half of the answers are sure at 0.9 and half at 0.6.
    private func learned(_ estimate: inout EstimatedAccuracy, answers: Int, version: Int = 1) -> Double? {
        var last: Double?
        for number in 0..<answers {
            let isSure = number % 2 == 0
            let answer = prediction(Int64(number), confidence: isSure ? 0.9 : 0.6, version: version)
            estimate.answered(answer)
            let isRight = number / 2 % 10 < (isSure ? 9 : 6)
            last = estimate.learned(answer, .category(isRight ? 0 : 1)) ?? last
        }
        return last
    }

    @Test func expectsWhatTheModelIsSureOf() throws {
        var estimate = EstimatedAccuracy()

        let before = try #require(learned(&estimate, answers: 1_000))
        for number in 0..<500 { estimate.answered(prediction(Int64(number), confidence: 0.6)) }
        var after: Double?
        for number in 0..<200 {
            after =
                estimate.learned(prediction(Int64(number), confidence: 0.6), .category(number % 10 < 6 ? 0 : 1))
                ?? after
        }

        #expect(abs(before - 0.75) < 0.01)
        #expect(abs(try #require(after) - 0.6) < 0.02)
    }

    @Test func beginsAfreshWithANewChampionAndSaysNothingBeforeItKnows() {
        var estimate = EstimatedAccuracy()
        _ = learned(&estimate, answers: 600)

        #expect(learned(&estimate, answers: 199, version: 2) == nil)
        #expect(estimate.learned(prediction(1, confidence: 0.9, version: 1), .category(0)) == nil)
        #expect(EstimatedAccuracy() == EstimatedAccuracy())
    }

    @Test func hasNoWordOnNumbers() {
        var estimate = EstimatedAccuracy()
        var answer = prediction(1, confidence: 0.9)
        answer.championOutput = .value(3)
        estimate.answered(answer)

        #expect((0..<400).allSatisfy { _ in estimate.learned(answer, .number(3)) == nil })
    }
}
