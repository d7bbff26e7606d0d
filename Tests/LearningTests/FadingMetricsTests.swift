import Domain
import Testing

@testable import Learning

/// The fading metrics against the obvious weighted sums.
struct FadingMetricsTests {
    @Test(arguments: [(UInt64(1), 1.0), (2, 0.99), (3, 0.9)])
    func agreesWithTheWeightedMeans(seed: UInt64, fading: Double) throws {
        var generator = SeededGenerator(seed: seed)
        var metrics = FadingClassification(classCount: 2, fading: fading)
        var rows: [(truth: Int, predicted: Int, noChange: Int)] = []
        for _ in 0..<300 {
            let row = (generator.index(below: 2), generator.index(below: 2), generator.index(below: 2))
            rows.append(row)
            metrics.add(truth: row.0, predicted: row.1, probabilityOfTruth: 0.5, noChange: row.2)
        }

        let weights = rows.indices.map { index in
            (0..<(rows.count - 1 - index)).reduce(1.0) { weight, _ in weight * fading }
        }
        func share(_ holds: ((truth: Int, predicted: Int, noChange: Int)) -> Bool) -> Double {
            zip(rows, weights).reduce(0) { $0 + (holds($1.0) ? $1.1 : 0) } / weights.reduce(0, +)
        }
        let accuracy = share { $0.truth == $0.predicted }
        let persistent = share { $0.truth == $0.noChange }

        #expect(abs(try #require(metrics.accuracy) - accuracy) < 1e-12)
        #expect(abs(try #require(metrics.kappaT) - (accuracy - persistent) / (1 - persistent)) < 1e-12)
        #expect(abs(try #require(metrics.logLoss) - 0.6931471805599453) < 1e-12)
    }

    @Test func isUndefinedRatherThanZero() {
        var metrics = FadingClassification(classCount: 2, fading: 1)
        #expect(metrics.accuracy == nil)

        metrics.add(truth: 1, predicted: 1, probabilityOfTruth: 1, noChange: 1)

        #expect(metrics.kappa == nil)
        #expect(metrics.kappaT == nil)
        #expect(FadingRegression(fading: 1).meanAbsoluteScaledError == nil)
    }

    @Test func scalesTheErrorByThatOfRepeatingTheLastLabel() throws {
        var metrics = FadingRegression(fading: 1)

        metrics.add(truth: 10, predicted: 12, noChange: 6)
        metrics.add(truth: 20, predicted: 19, noChange: 10)

        #expect(metrics.meanAbsoluteError == 1.5)
        #expect(abs(try #require(metrics.meanAbsoluteScaledError) - 3.0 / 14) < 1e-12)
    }
}
