import Domain
import Testing

@testable import Learning

struct PerformanceEstimatorTests {
    private static let runs = 30
    private static let rows = 1_200

    private func estimator(_ generator: inout SeededGenerator, rows: Int = rows) throws -> PerformanceEstimator {
        try PerformanceEstimator(
            reference: try ShiftedWorld().rows(rows, using: &generator), target: .binary(threshold: 0.5))
    }

    @Test func holdsTheTrueMetricsInItsBandsUnderCovariateShift() throws {
        var hits = [0, 0, 0, 0, 0]
        var trusted = 0
        for run in 0..<Self.runs {
            var generator = SeededGenerator(seed: UInt64(run))
            let estimator = try estimator(&generator)
            let current = try ShiftedWorld(mean: 0.5).rows(Self.rows, using: &generator)

            let estimate = try estimator.estimate(scores: current.scores, labelled: current)
            let truth = RealisedMetrics(current, threshold: 0.5)

            if estimate.trust == .trusted { trusted += 1 }
            if estimate.accuracy.band.contains(truth.accuracy) { hits[0] += 1 }
            if try #require(estimate.precision).band.contains(truth.precision) { hits[1] += 1 }
            if try #require(estimate.recall).band.contains(truth.recall) { hits[2] += 1 }
            if try #require(estimate.f1).band.contains(truth.f1) { hits[3] += 1 }
            if try #require(estimate.auc).band.contains(truth.auc) { hits[4] += 1 }
        }

        #expect(hits.allSatisfy { $0 >= 26 }, "\(hits)")
        #expect(trusted >= 28)
    }

    @Test func seesTheShiftedAccuracyRatherThanTheReferences() throws {
        var generator = SeededGenerator(seed: 3)
        let estimator = try estimator(&generator, rows: 4_000)
        let reference = try ShiftedWorld().rows(4_000, using: &generator)
        let current = try ShiftedWorld(mean: -1).rows(4_000, using: &generator)

        let estimated = try estimator.estimate(scores: current.scores).accuracy
        let (before, after) = (
            RealisedMetrics(reference, threshold: 0.5).accuracy, RealisedMetrics(current, threshold: 0.5).accuracy
        )

        #expect(estimated.band.contains(after))
        #expect(estimated.band.contains(before) == false)
    }

    @Test func isFooledByConceptDriftUntilLabelsArrive() throws {
        for run in 0..<10 as Range<UInt64> {
            var generator = SeededGenerator(seed: run)
            let estimator = try estimator(&generator)
            let current = try ShiftedWorld(slope: 0.2).rows(Self.rows, using: &generator)
            let labelled = try LabelledScores(
                scores: Array(current.scores.prefix(300)), labels: Array(current.labels.prefix(300)))

            let without = try estimator.estimate(scores: current.scores)
            let with = try estimator.estimate(scores: current.scores, labelled: labelled)

            #expect(without.trust == .trusted)
            #expect(without.accuracy.band.contains(RealisedMetrics(current, threshold: 0.5).accuracy) == false)
            #expect(reasons(with).contains { if case .conceptDrift = $0 { true } else { false } })
        }
    }

    private func reasons(_ estimate: EstimatedPerformance) -> [DistrustReason] {
        switch estimate.trust {
        case .trusted: []
        case .untrusted(let reasons): reasons
        }
    }

    @Test func estimatesTheAccuracyOfOneOfManyClasses() throws {
        var generator = SeededGenerator(seed: 12)
        func rows(skew: Double) throws -> LabelledScores {
            let confidences = (0..<2_000).map { _ in
                0.3 + 0.7 * (1 - skew * generator.unitInterval()) * generator.unitInterval()
            }
            return try LabelledScores(
                scores: confidences, labels: confidences.map { generator.unitInterval() < $0 * 0.9 })
        }
        let estimator = try PerformanceEstimator(reference: try rows(skew: 0), target: .predictedClass)
        let current = try rows(skew: 0.4)

        let estimate = try estimator.estimate(scores: current.scores, labelled: current)

        let truth = Double(current.labels.count { $0 }) / 2_000
        #expect(estimate.accuracy.band.contains(truth))
        #expect(estimate.trust == .trusted)
        #expect(estimate.precision == nil)
        #expect(estimate.auc == nil)
    }

    @Test func distrustsScoresItHasNotSeenAndColumnsThatShifted() throws {
        var generator = SeededGenerator(seed: 5)
        let estimator = try estimator(&generator)
        let current = try ShiftedWorld(mean: 3).rows(Self.rows, using: &generator)

        let found = reasons(
            try estimator.estimate(
                scores: current.scores, columnShifts: ["amount": 0.8, "age": 0.1, "hour": 0.9, "day": 0.9]))

        #expect(found.count == 3)
        #expect(found.contains { if case .scoresOutside = $0 { true } else { false } })
        #expect(found.contains { if case .scoreShift = $0 { true } else { false } })
        #expect(found.last == .columnShift(column: "day", stability: 0.9, columns: 3, limit: 0.5))
    }

    @Test func distrustsTooFewRows() throws {
        var generator = SeededGenerator(seed: 5)
        let estimator = try estimator(&generator, rows: 499)
        let current = try ShiftedWorld().rows(100, using: &generator)

        let found = reasons(try estimator.estimate(scores: current.scores))

        #expect(found.contains(.fewReferenceRows(found: 499, needed: 500)))
        #expect(found.contains(.fewCurrentRows(found: 100, needed: 200)))
    }

    /// The share of true labels falls with the score, which no rising curve can follow.
    @Test func distrustsScoresThatCannotBeCalibrated() throws {
        var generator = SeededGenerator(seed: 9)
        let scores = (0..<1_000).map { _ in generator.unitInterval() }
        let labels = scores.map { generator.unitInterval() < 0.9 - 0.8 * $0 }
        let reference = try LabelledScores(scores: scores, labels: labels)

        let estimator = try PerformanceEstimator(reference: reference, target: .binary(threshold: 0.5))
        let found = reasons(try estimator.estimate(scores: scores))

        #expect(found.contains { if case .miscalibrated = $0 { true } else { false } })
    }

    @Test func refusesWhatItCannotUse() throws {
        var generator = SeededGenerator(seed: 5)
        let rows = try ShiftedWorld().rows(600, using: &generator)
        let estimator = try estimator(&generator)

        #expect(throws: CalibrationInputError.threshold(.infinity)) {
            try PerformanceEstimator(reference: rows, target: .binary(threshold: .infinity))
        }
        #expect(throws: CalibrationInputError.empty) { try estimator.estimate(scores: []) }
        #expect(throws: CalibrationInputError.self) { try estimator.estimate(scores: [0.1, .nan]) }
        #expect(throws: CalibrationInputError.columnShift(column: "age")) {
            try estimator.estimate(scores: [0.1], columnShifts: ["age": .nan])
        }
    }

    @Test func isReadBackAsItWas() throws {
        var generator = SeededGenerator(seed: 5)
        let estimator = try estimator(&generator)

        let read = try SavedState.decode(PerformanceEstimator.self, from: try SavedState.encode(estimator))

        #expect(read == estimator)
    }
}
