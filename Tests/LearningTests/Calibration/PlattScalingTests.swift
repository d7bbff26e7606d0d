import Domain
import Testing

@testable import Learning

struct PlattScalingTests {
    @Test func agreesWithScikitLearn() throws {
        for golden in try CalibrationGolden.read().platt {
            let rows = try LabelledScores(scores: golden.scores, labels: golden.labels, weights: golden.weights)

            let scaling = PlattScaling(rows)

            #expect((scaling.slope / golden.slope - 1).magnitude < 1e-4)
            #expect((scaling.intercept / golden.intercept - 1).magnitude < 1e-4)
            #expect((scaling.slope / golden.slopeRefined - 1).magnitude < 1e-9)
            #expect((scaling.intercept / golden.interceptRefined - 1).magnitude < 1e-9)
        }
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func risesWithTheScoreWhereLabelsDo(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let scores = (0..<200).map { _ in generator.unitInterval() * 6 - 3 }
        let labels = scores.map { generator.unitInterval() < Elementary.sigmoid(2 * $0) }

        let scaling = PlattScaling(try LabelledScores(scores: scores, labels: labels))

        #expect(scaling.slope < 0)
        #expect(scaling.probability(-1) < scaling.probability(1))
    }

    /// The mean probability of the rows equals the mean of the pulled targets where the intercept is at its best.
    @Test(arguments: 0..<20 as Range<UInt64>)
    func givesTheMeanOfTheTargets(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let scores = (0..<100).map { _ in generator.unitInterval() * 50 }
        let labels = scores.map { _ in generator.unitInterval() < 0.2 }
        let positive = Double(labels.count { $0 })

        let scaling = PlattScaling(try LabelledScores(scores: scores, labels: labels))
        let targets = labels.map { $0 ? (positive + 1) / (positive + 2) : 1 / (100 - positive + 2) }

        let difference = scores.reduce(0) { $0 + scaling.probability($1) } - targets.reduce(0, +)
        #expect(difference.magnitude < 1e-6)
    }

    @Test func staysFiniteWhereClassesCanBeSeparated() throws {
        let rows = try LabelledScores(scores: [-2, -1, 1, 2], labels: [false, false, true, true])

        let scaling = PlattScaling(rows)

        #expect(scaling.slope.isFinite)
        #expect((scaling.probability(2) - 0.75).magnitude < 0.1)
    }

    @Test func isFlatForEqualScoresOrASingleClass() throws {
        let equal = PlattScaling(try LabelledScores(scores: [3, 3, 3, 3], labels: [true, false, false, false]))
        let single = PlattScaling(try LabelledScores(scores: [1, 2, 3], labels: [true, true, true]))

        #expect((equal.probability(3) - (2.0 / 3 + 3 * 0.2) / 4).magnitude < 1e-9)
        #expect((single.probability(1) - 0.8).magnitude < 1e-9)
        #expect((single.probability(3) - 0.8).magnitude < 1e-9)
    }

    @Test func isReadBackAsItWas() throws {
        let scaling = PlattScaling(try LabelledScores(scores: [1, 2, 3], labels: [false, true, false]))

        #expect(try SavedState.decode(PlattScaling.self, from: try SavedState.encode(scaling)) == scaling)
    }
}
