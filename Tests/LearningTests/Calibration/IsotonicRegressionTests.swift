import Domain
import Testing

@testable import Learning

struct IsotonicRegressionTests {
    @Test func agreesWithScikitLearn() throws {
        for golden in try CalibrationGolden.read().isotonic {
            let curve = try IsotonicRegression(
                scores: golden.scores, targets: golden.targets, weights: golden.weights)

            for (query, value) in zip(golden.queries, golden.values) {
                #expect((curve.value(at: query) - value).magnitude < 1e-12, "at \(query)")
            }
        }
    }

    private func rows(_ seed: UInt64) -> (scores: [Double], targets: [Double], weights: [Double]) {
        var generator = SeededGenerator(seed: seed)
        let scores = (0..<60).map { _ in Double(generator.index(below: 40)) / 40 }
        let targets = scores.map { $0 + generator.unitInterval() }
        return (scores, targets, scores.map { _ in 0.5 + generator.unitInterval() })
    }

    @Test(arguments: 0..<30 as Range<UInt64>)
    func neverFalls(seed: UInt64) throws {
        let (scores, targets, weights) = rows(seed)

        let curve = try IsotonicRegression(scores: scores, targets: targets, weights: weights)
        let heights = (-10...60).map { curve.value(at: Double($0) / 47) }

        #expect(zip(heights, heights.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(zip(curve.knots, curve.knots.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test(arguments: 0..<30 as Range<UInt64>)
    func leavesItsOwnCurveAsItIs(seed: UInt64) throws {
        let (scores, targets, weights) = rows(seed)
        let once = try IsotonicRegression(scores: scores, targets: targets, weights: weights)

        let fitted = scores.map { once.value(at: $0) }
        let twice = try IsotonicRegression(scores: scores, targets: fitted, weights: weights)

        #expect(zip(scores, fitted).allSatisfy { (twice.value(at: $0) - $1).magnitude < 1e-12 })
    }

    /// The height at a score is the greatest, over where a run begins, of the smallest mean, over where it ends.
    @Test(arguments: 0..<30 as Range<UInt64>)
    func agreesWithTheMaxMinFormula(seed: UInt64) throws {
        let (scores, targets, weights) = rows(seed)
        let curve = try IsotonicRegression(scores: scores, targets: targets, weights: weights)
        let levels = Set(scores).sorted()
        func mean(_ range: ClosedRange<Double>) -> Double {
            let inside = scores.indices.filter { range.contains(scores[$0]) }
            return inside.reduce(0) { $0 + weights[$1] * targets[$1] } / inside.reduce(0) { $0 + weights[$1] }
        }

        for score in levels.enumerated().filter({ $0.offset % 9 == 0 }).map(\.element) {
            let ends = levels.filter { $0 >= score }
            let smallest = levels.filter { $0 <= score }.map { begin in ends.map { mean(begin...$0) }.min() ?? 0 }
            #expect((curve.value(at: score) - (smallest.max() ?? 0)).magnitude < 1e-12)
        }
    }

    @Test func countsAWeightOfTwoLikeTwoRows() throws {
        let heavy = try IsotonicRegression(scores: [1, 2, 3], targets: [1, 0, 1], weights: [2, 1, 1])
        let copied = try IsotonicRegression(scores: [1, 1, 2, 3], targets: [1, 1, 0, 1])

        #expect(heavy.knots == copied.knots)
        #expect(zip(heavy.values, copied.values).allSatisfy { ($0 - $1).magnitude < 1e-15 })
    }

    @Test func isFlatForASingleRow() throws {
        let curve = try IsotonicRegression(scores: [2], targets: [0.4])

        #expect([-5, 2, 9].map { curve.value(at: $0) } == [0.4, 0.4, 0.4])
        #expect(curve.value(at: .nan).isNaN)
    }

    @Test func refusesWhatItCannotUse() {
        #expect(throws: CalibrationInputError.empty) { try IsotonicRegression(scores: [], targets: []) }
        #expect(throws: CalibrationInputError.lengths(scores: 2, other: 1, name: "targets")) {
            try IsotonicRegression(scores: [1, 2], targets: [1])
        }
        #expect(throws: CalibrationInputError.score(row: 1, value: .infinity)) {
            try IsotonicRegression(scores: [1, .infinity], targets: [1, 0])
        }
        #expect(throws: CalibrationInputError.target(row: 0, value: -.infinity)) {
            try IsotonicRegression(scores: [1], targets: [-.infinity])
        }
        #expect(throws: CalibrationInputError.weight(row: 1, value: -1)) {
            try IsotonicRegression(scores: [1, 2], targets: [1, 0], weights: [1, -1])
        }
        #expect(throws: CalibrationInputError.noWeight) {
            try IsotonicRegression(scores: [1], targets: [1], weights: [0])
        }
    }

    @Test func saysWhatIsWrong() {
        #expect(
            CalibrationInputError.weight(row: 3, value: -1).description
                == "the weight of row 3 is -1.0; give a finite number that is not negative")
    }

    @Test func isReadBackAsItWas() throws {
        let curve = try IsotonicRegression(scores: [1, 2, 3], targets: [0.1, 0.3, 0.2])

        #expect(try SavedState.decode(IsotonicRegression.self, from: try SavedState.encode(curve)) == curve)
    }
}
