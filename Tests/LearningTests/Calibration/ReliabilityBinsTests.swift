import Domain
import Testing

@testable import Learning

struct ReliabilityBinsTests {
    @Test func measuresTheDistanceOfProbabilityAndShare() throws {
        let rows = try LabelledScores(
            scores: [0.9, 0.1, 0.2, 0.8], labels: [true, false, true, true])

        let bins = try ReliabilityBins(rows, bins: 2)

        #expect(bins.bins.map(\.rows) == [2, 2])
        #expect(bins.bins.map(\.shareOfTrue) == [0.5, 1])
        #expect((bins.expectedError - (0.35 + 0.15) / 2).magnitude < 1e-12)
    }

    @Test func isNearNoneForTrueProbabilitiesAndFindsAnOffset() throws {
        var generator = SeededGenerator(seed: 2)
        let truth = (0..<3_000).map { _ in generator.unitInterval() * 0.8 }
        let labels = truth.map { generator.unitInterval() < $0 }

        let right = try ReliabilityBins(try LabelledScores(scores: truth, labels: labels))
        let wrong = try ReliabilityBins(try LabelledScores(scores: truth.map { $0 + 0.1 }, labels: labels))

        #expect(try #require(right.debiasedError) < 0.02)
        #expect((try #require(wrong.debiasedError) - 0.1).magnitude < 0.02)
        #expect((wrong.expectedError - 0.1).magnitude < 0.03)
    }

    @Test func takesNoMoreBinsThanRows() throws {
        let bins = try ReliabilityBins(try LabelledScores(scores: [0.5], labels: [true]))

        #expect(bins.bins.count == 1)
        #expect(bins.debiasedError == nil)
    }

    @Test func refusesNoBins() throws {
        let rows = try LabelledScores(scores: [0.5], labels: [true])

        #expect(throws: CalibrationInputError.bins(0)) { try ReliabilityBins(rows, bins: 0) }
    }

    @Test func refusesLabelsOfAnotherLength() {
        #expect(throws: CalibrationInputError.lengths(scores: 1, other: 2, name: "labels")) {
            try LabelledScores(scores: [0.5], labels: [true, false])
        }
    }
}
