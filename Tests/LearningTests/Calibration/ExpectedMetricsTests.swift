import Domain
import Testing

@testable import Learning

struct ExpectedMetricsTests {
    private static func metrics(_ probabilities: [Double], _ scores: [Double]) -> ExpectedMetrics {
        ExpectedMetrics(scores: scores, probabilities: probabilities, predictions: scores.map { $0 >= 0.5 ? 1 : 0 })
    }

    private static let readings: [@Sendable (ExpectedMetrics) -> ExpectedMetrics.Metric?] = [
        { $0.accuracy }, { $0.precision }, { $0.recall }, { $0.f1 }, { $0.auc },
    ]

    private func rows(_ seed: UInt64) -> (probabilities: [Double], scores: [Double]) {
        var generator = SeededGenerator(seed: seed)
        let scores = (0..<40).map { _ in Double(generator.index(below: 20)) / 20 }
        return (scores.map { _ in 0.05 + 0.9 * generator.unitInterval() }, scores)
    }

    @Test(arguments: 0..<10 as Range<UInt64>)
    func agreesWithTheSumOverAllPairs(seed: UInt64) throws {
        let (probabilities, scores) = rows(seed)
        var (wins, pairs) = (0.0, 0.0)
        for positive in scores.indices {
            for negative in scores.indices where negative != positive {
                let chance = probabilities[positive] * (1 - probabilities[negative])
                pairs += chance
                let (high, low) = (scores[positive], scores[negative])
                wins += high > low ? chance : high == low ? chance / 2 : 0
            }
        }

        let auc = try #require(Self.metrics(probabilities, scores).auc)

        #expect((auc.value - wins / pairs).magnitude < 1e-12)
    }

    @Test(arguments: 0..<10 as Range<UInt64>)
    func hasTheSlopesOfSmallSteps(seed: UInt64) throws {
        let (probabilities, scores) = rows(seed)
        for reading in Self.readings {
            let metric = try #require(reading(Self.metrics(probabilities, scores)))
            for row in stride(from: 0, to: 40, by: 7) {
                var (up, down) = (probabilities, probabilities)
                up[row] += 1e-5
                down[row] -= 1e-5
                let above = try #require(reading(Self.metrics(up, scores))).value
                let below = try #require(reading(Self.metrics(down, scores))).value
                #expect(((above - below) / 2e-5 - metric.slopes[row]).magnitude < 1e-8)
            }
        }
    }

    @Test func isTheMetricItselfWhereLabelsAreCertain() throws {
        let metrics = Self.metrics([1, 0, 1, 0, 1], [0.9, 0.8, 0.7, 0.2, 0.1])

        #expect(metrics.accuracy.value == 0.6)
        #expect(metrics.precision?.value == 2.0 / 3)
        #expect(metrics.recall?.value == 2.0 / 3)
        #expect((try #require(metrics.auc).value - 0.5).magnitude < 1e-12)
    }

    @Test func leavesUndefinedWhatIsNot() {
        let metrics = Self.metrics([0, 0], [0.1, 0.2])

        #expect(metrics.accuracy.value == 1)
        #expect(metrics.precision == nil)
        #expect(metrics.recall == nil)
        #expect(metrics.f1 == nil)
        #expect(metrics.auc == nil)
    }
}
