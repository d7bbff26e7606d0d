import Testing

@testable import Learning

struct ProbabilityScoresTests {
    @Test func aClassBeyondTheProbabilitiesHadNone() throws {
        var scores = ProbabilityScores()

        try scores.add(ProbabilityLoss(truth: 2, probabilities: [0.5, 0.5]))

        #expect(scores.brier == 1.5)
        #expect(abs(try #require(scores.logLoss) - 34.538776394910684) < 1e-12)
    }

    @Test func isUndefinedRatherThanZero() {
        #expect(ProbabilityScores().logLoss == nil)
        #expect(ProbabilityScores().brier == nil)
    }

    @Test(arguments: [[0.5, .nan], [1.5, -0.5], [0.5, 0.4], [1], []])
    func refusesWhatAreNoProbabilities(probabilities: [Double]) {
        #expect(throws: MetricError.self) { try ProbabilityLoss(truth: 0, probabilities: probabilities) }
    }
}
