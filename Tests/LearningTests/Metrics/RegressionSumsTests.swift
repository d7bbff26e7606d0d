import Domain
import Testing

@testable import Learning

/// The regression metrics against summing anew, in their three forms.
struct RegressionSumsTests {
    private typealias Row = (pair: NumberPair, weight: Double)

    private func stream(seed: UInt64) throws -> [Row] {
        var generator = SeededGenerator(seed: seed)
        return try (0..<150).map { index in
            let outlier = index == 100 ? 1e10 : 0
            let truth = 50 + generator.unitInterval() * 10 + outlier
            let pair = try NumberPair(
                truth: truth, predicted: 50 + generator.unitInterval() * 10, noChange: 50 + generator.unitInterval())
            return (pair, 0.25 + generator.unitInterval())
        }
    }

    private func slow(_ rows: [Row]) -> [Double] {
        func mean(_ term: (NumberPair) -> Double) -> Double {
            rows.reduce(0) { $0 + term($1.pair) * $1.weight } / rows.reduce(0) { $0 + $1.weight }
        }
        let centre = mean(\.truth)
        return [
            mean { abs($0.truth - $0.predicted) },
            mean { ($0.truth - $0.predicted) * ($0.truth - $0.predicted) }.squareRoot(),
            mean { abs($0.truth - $0.predicted) / abs($0.truth) },
            mean { 2 * abs($0.truth - $0.predicted) / (abs($0.truth) + abs($0.predicted)) },
            mean { abs($0.truth - $0.predicted) } / mean { abs($0.truth - ($0.noChange ?? .nan)) },
            1 - mean { ($0.truth - $0.predicted) * ($0.truth - $0.predicted) }
                / mean { ($0.truth - centre) * ($0.truth - centre) },
            mean { max(0.2 * ($0.truth - $0.predicted), -0.8 * ($0.truth - $0.predicted)) },
        ]
    }

    private func metrics(_ sums: RegressionSums) throws -> [Double] {
        [
            try #require(sums.meanAbsoluteError), try #require(sums.rootMeanSquaredError),
            try #require(sums.meanAbsolutePercentageError), try #require(sums.symmetricMeanAbsolutePercentageError),
            try #require(sums.meanAbsoluteScaledError), try #require(sums.rSquared),
            try #require(sums.pinball(quantile: 0.2)),
        ]
    }

    private func expectClose(_ found: [Double], _ expected: [Double]) {
        for (index, (found, expected)) in zip(found, expected).enumerated() {
            #expect(abs(found - expected) < 1e-8 * max(1, abs(expected)), "metric \(index)")
        }
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func agreesWithSummingAnewEvenAfterAnOutlier(seed: UInt64) throws {
        let rows = try stream(seed: seed)
        var all = RegressionSums()
        var windowed = try Windowed(RegressionSums(), capacity: 40)
        var fading = try Fading(RegressionSums(), fading: 0.9)
        for row in rows {
            try all.add(row.pair, weight: row.weight)
            try windowed.add(row.pair, weight: row.weight)
            try fading.add(row.pair, weight: row.weight)
        }

        var factor = 1.0
        let faded = rows.reversed().map { row in
            defer { factor *= 0.9 }
            return (pair: row.pair, weight: row.weight * factor)
        }
        expectClose(try metrics(all), slow(rows))
        expectClose(try metrics(windowed.sums), slow(Array(rows.suffix(40))))
        expectClose(try metrics(fading.sums), slow(faded))
    }

    @Test func takesAWeightOfTwoAsTwoCopies() throws {
        var twice = RegressionSums()
        var heavy = RegressionSums()
        for row in try stream(seed: 3).prefix(50) {
            try twice.add(row.pair)
            try twice.add(row.pair)
            try heavy.add(row.pair, weight: 2)
        }

        expectClose(try metrics(twice), try metrics(heavy))
    }

    @Test func isUndefinedRatherThanZero() throws {
        var sums = RegressionSums()
        #expect(sums.meanAbsoluteError == nil && sums.rSquared == nil && sums.pinball(quantile: 0.5) == nil)

        try sums.add(NumberPair(truth: 0, predicted: 1, noChange: 0))

        #expect(sums.meanAbsolutePercentageError == nil)
        #expect(sums.meanAbsoluteScaledError == nil)
        #expect(sums.rSquared == nil)
        #expect(sums.pinball(quantile: 1.5) == nil)
        #expect(sums.symmetricMeanAbsolutePercentageError == 2)
    }

    @Test func refusesWhatIsNotFinite() {
        #expect(throws: MetricError.number(name: "the prediction", .infinity)) {
            try NumberPair(truth: 1, predicted: .infinity)
        }
        #expect(throws: MetricError.self) { try NumberPair(truth: .nan, predicted: 0) }
    }
}
