import Domain
import Testing

@testable import Learning

struct ErrorEstimatorTests {
    /// Predictions up to `top`, distances up to 50, errors as large as `size` says, evenly spread up to twice that.
    private func rows(
        _ count: Int, top: Double = 100, seed: UInt64, size: (_ prediction: Double, _ distance: Double) -> Double
    ) throws -> LabelledErrors {
        var generator = SeededGenerator(seed: seed)
        var (predictions, distances, errors) = ([Double](), [Double](), [Double]())
        for _ in 0..<count {
            let prediction = Double.random(in: 0..<top, using: &generator)
            let distance = Double.random(in: 0..<50, using: &generator)
            predictions.append(prediction)
            distances.append(distance)
            errors.append(Double.random(in: 0..<2, using: &generator) * size(prediction, distance))
        }
        return try LabelledErrors(predictions: predictions, distances: distances, errors: errors)
    }

    private func mean(_ errors: [Double]) -> Double { errors.reduce(0, +) / Double(errors.count) }

    @Test(arguments: 1...5 as ClosedRange<UInt64>)
    func followsWhatTheErrorsHangOn(seed: UInt64) throws {
        let estimator = ErrorEstimator(reference: try rows(1_000, seed: seed) { prediction, _ in prediction / 10 })
        let low = try rows(500, top: 40, seed: seed + 100) { prediction, _ in prediction / 10 }

        let found = try estimator.estimate(predictions: low.predictions, distances: low.distances)

        #expect(estimator.basis == .prediction)
        #expect(abs(found.value - mean(low.errors)) < 3 * found.deviation)
        #expect(found.value < 3, "the reference's mean is 5")
    }

    @Test(arguments: 1...5 as ClosedRange<UInt64>)
    func takesTheDistanceFromNoChangeWhereThatTellsMore(seed: UInt64) throws {
        let estimator = ErrorEstimator(reference: try rows(1_000, seed: seed) { _, distance in distance })

        #expect(estimator.basis == .distance)
        #expect(estimator.error(prediction: 50, distance: 2) < 10)
        #expect(estimator.error(prediction: 50, distance: 48) > 35)
    }

    @Test(arguments: 1...5 as ClosedRange<UInt64>)
    func takesTheRecentMeanWhereNothingTellsMore(seed: UInt64) throws {
        let reference = try rows(1_000, seed: seed) { _, _ in 7 }
        let estimator = ErrorEstimator(reference: reference)
        let found = try estimator.estimate(predictions: reference.predictions, distances: reference.distances)

        #expect(estimator.basis == .recentMean)
        #expect(abs(found.value - mean(reference.errors)) < 1e-9)
        #expect(found.trust == .trusted)
    }

    @Test func isNotBelievedWhereLabelsSaySomethingElse() throws {
        let estimator = ErrorEstimator(reference: try rows(1_000, seed: 1) { prediction, _ in prediction / 10 })
        let same = try rows(500, seed: 2) { prediction, _ in prediction / 10 }
        let worse = try rows(500, seed: 2) { prediction, _ in prediction / 7 }

        func trust(_ labelled: LabelledErrors) throws -> EstimatedPerformance.Trust {
            try estimator.estimate(
                predictions: same.predictions, distances: same.distances, labelled: labelled
            ).trust
        }
        #expect(try trust(same) == .trusted)
        guard case .untrusted(let reasons) = try trust(worse),
            case .errorDrift(_, _, let deviations, 500)? = reasons.first
        else {
            Issue.record("the labels' errors are half as large again")
            return
        }
        #expect(deviations > 3)
    }

    @Test func isNotBelievedOnFewRowsNewHeightsOrMovedColumns() throws {
        let estimator = ErrorEstimator(reference: try rows(400, seed: 1) { prediction, _ in prediction / 10 })
        let high = try rows(100, top: 200, seed: 2) { prediction, _ in prediction / 10 }
        let found = try estimator.estimate(
            predictions: high.predictions, distances: high.distances, columnShifts: ["temp": 0.7])

        guard case .untrusted(let reasons) = found.trust else {
            Issue.record("four checks fail")
            return
        }
        #expect(reasons.contains(.fewReferenceRows(found: 400, needed: 500)))
        #expect(reasons.contains(.fewCurrentRows(found: 100, needed: 200)))
        #expect(reasons.contains { if case .scoresOutside = $0 { true } else { false } })
        #expect(reasons.last == .columnShift(column: "temp", stability: 0.7, columns: 1, limit: 0.5))
    }

    @Test func refusesWhatIsNoNumber() throws {
        #expect(throws: CalibrationInputError.score(row: 1, value: .infinity)) {
            try LabelledErrors(predictions: [1, 2], distances: [0, .infinity], errors: [0, 0])
        }
        #expect(throws: CalibrationInputError.lengths(scores: 2, other: 1, name: "errors")) {
            try LabelledErrors(predictions: [1, 2], distances: [0, 0], errors: [0])
        }
        #expect(throws: CalibrationInputError.empty) {
            try LabelledErrors(predictions: [], distances: [], errors: [])
        }
    }
}
