import Domain
import Testing

@testable import Learning

struct TemperatureScalingTests {
    @Test func agreesWithScikitLearn() throws {
        for golden in try CalibrationGolden.read().temperature {
            let scaling = try TemperatureScaling(
                logits: golden.logits, classes: golden.classes, labels: golden.labels, weights: golden.weights)

            let probabilities = try scaling.probabilities(Array(golden.logits.prefix(golden.classes)))

            #expect((scaling.temperature / golden.temperature - 1).magnitude < 1e-6)
            #expect(zip(probabilities, golden.probabilities).allSatisfy { ($0 - $1).magnitude < 1e-6 })
        }
    }

    /// Labels drawn from logits ÷ 2.5.
    @Test func findsTheTemperatureThatMadeTheLabels() throws {
        var generator = SeededGenerator(seed: 4)
        let logits = (0..<4_500).map { _ in generator.nearlyNormal() * 3 }
        let labels = (0..<1_500).map { row in
            let powers = (0..<3).map { Elementary.exp(logits[row * 3 + $0] / 2.5) }
            let draw = generator.unitInterval() * powers.reduce(0, +)
            return draw < powers[0] ? 0 : draw < powers[0] + powers[1] ? 1 : 2
        }

        let scaling = try TemperatureScaling(logits: logits, classes: 3, labels: labels)

        #expect((scaling.temperature - 2.5).magnitude < 0.25)
    }

    @Test func goesToTheEndsWhereTheRowsPushIt() throws {
        let right = try TemperatureScaling(logits: [1, 0, 0, 1], classes: 2, labels: [0, 1])
        let wrong = try TemperatureScaling(logits: [1, 0, 0, 1], classes: 2, labels: [1, 0])

        #expect(right.temperature < 0.1)
        #expect(wrong.temperature > 1_000)
        #expect(try wrong.probabilities([1, 0]).allSatisfy { ($0 - 0.5).magnitude < 1e-3 })
    }

    @Test func keepsTheOrderOfTheClassesAndAddsUpToOne() throws {
        let scaling = try TemperatureScaling(logits: [3, 1, 0, 1, 2, 0], classes: 3, labels: [0, 2])

        let probabilities = try scaling.probabilities([2_000, -1_000, 0])

        #expect(probabilities[0] > probabilities[2])
        #expect((probabilities.reduce(0, +) - 1).magnitude < 1e-12)
    }

    @Test func refusesWhatItCannotUse() throws {
        #expect(throws: CalibrationInputError.classes(1)) {
            try TemperatureScaling(logits: [1], classes: 1, labels: [0])
        }
        #expect(throws: CalibrationInputError.label(row: 0, value: 2, classes: 2)) {
            try TemperatureScaling(logits: [1, 2], classes: 2, labels: [2])
        }
        #expect(throws: CalibrationInputError.lengths(scores: 3, other: 1, name: "labels of 2 classes")) {
            try TemperatureScaling(logits: [1, 2, 3], classes: 2, labels: [0])
        }
        let scaling = try TemperatureScaling(logits: [1, 2], classes: 2, labels: [0])
        #expect(throws: CalibrationInputError.score(row: 0, value: .infinity)) {
            try scaling.probabilities([.infinity, 0])
        }
        #expect(throws: CalibrationInputError.lengths(scores: 3, other: 2, name: "classes")) {
            try scaling.probabilities([1, 0, 3])
        }
    }

    @Test func isReadBackAsItWas() throws {
        let scaling = try TemperatureScaling(logits: [1, 2, 3, 1], classes: 2, labels: [0, 0])

        #expect(try SavedState.decode(TemperatureScaling.self, from: try SavedState.encode(scaling)) == scaling)
    }
}
