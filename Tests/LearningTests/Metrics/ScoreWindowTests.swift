import Domain
import Testing

@testable import Learning

/// AUC, PR-AUC and calibration of a window, against pairs counted one by one.
struct ScoreWindowTests {
    private typealias Row = (score: Double, isPositive: Bool, weight: Double)

    private func stream(seed: UInt64) -> [Row] {
        var generator = SeededGenerator(seed: seed)
        return (0..<90).map { _ in
            let score = Double(generator.index(below: 20)) / 20
            return (score, generator.unitInterval() < score, Double(1 + generator.index(below: 3)))
        }
    }

    private func slowArea(_ rows: [Row]) -> Double {
        var (sum, total) = (0.0, 0.0)
        for positive in rows where positive.isPositive {
            for negative in rows where !negative.isPositive {
                let weight = positive.weight * negative.weight
                total += weight
                if positive.score > negative.score { sum += weight }
                if positive.score == negative.score { sum += weight / 2 }
            }
        }
        return sum / total
    }

    private func slowPrecision(_ rows: [Row]) -> Double {
        let positives = rows.filter(\.isPositive)
        let sum = positives.reduce(0.0) { sum, positive in
            let above = rows.filter { $0.score >= positive.score }
            let hits = above.filter(\.isPositive).reduce(0) { $0 + $1.weight }
            return sum + positive.weight * hits / above.reduce(0) { $0 + $1.weight }
        }
        return sum / positives.reduce(0) { $0 + $1.weight }
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func agreesWithCountingPairs(seed: UInt64) throws {
        let rows = stream(seed: seed)
        var window = try ScoreWindow(capacity: 50)
        var fading = try ScoreWindow(capacity: 50, fading: 0.95)
        for row in rows {
            try window.add(score: row.score, isPositive: row.isPositive, weight: row.weight)
            try fading.add(score: row.score, isPositive: row.isPositive, weight: row.weight)
        }

        let newest = Array(rows.suffix(50))
        var factor = 1.0
        let faded = newest.reversed().map { row in
            defer { factor *= 0.95 }
            return (score: row.score, isPositive: row.isPositive, weight: row.weight * factor)
        }
        #expect(abs(try #require(window.areaUnderCurve) - slowArea(newest)) < 1e-12)
        #expect(abs(try #require(window.averagePrecision) - slowPrecision(newest)) < 1e-12)
        #expect(abs(try #require(fading.areaUnderCurve) - slowArea(faded)) < 1e-12)
        #expect(abs(try #require(fading.averagePrecision) - slowPrecision(faded)) < 1e-12)
    }

    @Test func measuresCalibrationInBinsOfEqualMass() throws {
        var window = try ScoreWindow(capacity: 100)
        let scores = [0.1, 0.2, 0.3, 0.6, 0.7, 0.8]
        for (score, isPositive) in zip(scores, [false, false, true, true, true, true]) {
            try window.add(score: score, isPositive: isPositive)
        }

        // Two bins hold three scores each: means 0.2 and 0.7, shares 1/3 and 1.
        let expected: [Int: Double] = [1: 4.0 / 6 - 0.45, 2: 0.5 * (1.0 / 3 - 0.2) + 0.5 * 0.3, 6: 1.9 / 6]
        for (bins, error) in expected {
            #expect(abs(try #require(window.calibrationError(bins: bins)) - error) < 1e-12, "\(bins) bins")
        }
    }

    @Test func isUndefinedRatherThanZero() throws {
        var window = try ScoreWindow(capacity: 2)
        #expect(window.areaUnderCurve == nil && window.averagePrecision == nil && window.calibrationError() == nil)

        try window.add(score: 0.5, isPositive: true)
        try window.add(score: 0.5, isPositive: false)
        #expect(window.areaUnderCurve == 0.5)
        try window.add(score: 0.5, isPositive: false)

        #expect(window.areaUnderCurve == nil && window.averagePrecision == nil)
        #expect(window.calibrationError() == 0.5)
    }

    @Test func refusesWhatIsNotFinite() throws {
        var window = try ScoreWindow(capacity: 2)

        #expect(throws: MetricError.self) { try window.add(score: .nan, isPositive: true) }
        #expect(throws: MetricError.weight(-2)) { try window.add(score: 1, isPositive: true, weight: -2) }
        #expect(window.count == 0)
    }
}
