import Testing

@testable import Learning

/// The four baselines on short streams that are worked out by hand.
struct BaselineTests {
    private let layout = FeatureLayout(numbers: 1)

    @Test func noChangeAnswersWithTheLastClass() throws {
        var learner = NoChange(layout: layout)
        #expect(try learner.probabilities([0]) == [])

        for label in [2, 1] { try learner.learn([0], target: label, weight: 1) }

        #expect(try learner.predict([0]) == 1)
        #expect(try learner.probabilities([0]) == [0, 1, 0])
    }

    @Test func majorityCountsWeights() throws {
        var learner = MajorityClass(layout: layout, classCount: 3)
        #expect(try learner.probabilities([0]) == [1.0 / 3, 1.0 / 3, 1.0 / 3])

        for (label, weight) in [(1, 1.0), (2, 3), (1, 0.5), (1, 1)] {
            try learner.learn([0], target: label, weight: weight)
        }

        #expect(try learner.predict([0]) == 2)
        #expect(try learner.probabilities([0]) == [0, 2.5 / 5.5, 3 / 5.5])
    }

    @Test func movingAverageForgetsWhatLeavesItsWindow() throws {
        var learner = MovingAverage(layout: layout, window: 3)
        var answers: [Double] = []

        for target in [1.0, 2, 6, 7, 2] {
            try learner.learn([0], target: target, weight: 1)
            answers.append(try learner.predict([0]))
        }
        #expect(answers == [1, 1.5, 3, 5, 5])

        try learner.learn([0], target: 1, weight: 3)
        #expect(try learner.predict([0]) == (7.0 + 2 + 3) / 5)
    }

    @Test func seasonalNaiveAnswersWithTheSeasonBefore() throws {
        var learner = SeasonalNaive(layout: layout, season: 3)
        var answers: [Double] = []

        for target in [1.0, 2, 3, 4, 5, 6, 7] {
            answers.append(try learner.predict([0]))
            try learner.learn([0], target: target, weight: 1)
        }

        #expect(answers == [0, 1, 2, 1, 2, 3, 4])
    }
}
