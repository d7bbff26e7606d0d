import Learning
import TestSupport
import Testing

/// Constant memory over ten million examples in release, over enough to fill every table in debug.
struct LearnerGrowthTests {
    @Test func linearLearnersStayWithinTheirRows() throws {
        let found = try GrowthSuite.violations(largestBytes: 1_000_000, targets: [0, 1]) {
            LogisticRegression(layout: $0)
        }
        #expect(found == [])
    }

    @Test func naiveBayesKeepsTenThousandCategories() throws {
        let found = try GrowthSuite.violations(largestBytes: 1_000_000, targets: [0, 1]) { NaiveBayes(layout: $0) }
        #expect(found == [])
    }

    @Test func neighboursKeepTheirWindow() throws {
        let found = try GrowthSuite.violations(largestBytes: 100_000, targets: [1.0, 2, 7]) {
            NearestNeighboursRegressor(layout: $0)
        }
        #expect(found == [])
    }

    /// A fifth of the examples, as each takes a step of all weights.
    @Test func perceptronsStayWithinTheirRows() throws {
        let found = try GrowthSuite.violations(
            events: GrowthSuite.events / 5, largestBytes: 1_000_000, targets: [0, 1, 2]
        ) {
            MultilayerPerceptronClassifier(layout: $0, settings: NetworkSettings(hidden: [8]))
        }
        #expect(found == [])
    }

    @Test func baselinesKeepTheirWindow() throws {
        let average = try GrowthSuite.violations(largestBytes: 4_000, targets: [1.0, 2, 7]) {
            MovingAverage(layout: $0)
        }
        let seasonal = try GrowthSuite.violations(largestBytes: 4_000, targets: [1.0, 2, 7]) {
            SeasonalNaive(layout: $0, season: 24)
        }
        #expect(average + seasonal == [])
    }
}
