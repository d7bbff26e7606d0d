import Domain
import Testing

@testable import Learning

/// The step rules against their papers' formulas, written out for one weight.
struct LinearStepTests {
    private static let gradients = {
        var generator = SeededGenerator(seed: 8)
        return (0..<200).map { _ in generator.unitInterval() * 2 - 0.7 }
    }()

    @Test func movesAsAdamSays() {
        var memory = StepMemory()
        var weight = 0.5
        var (expected, first, second) = (0.5, 0.0, 0.0)
        var (firstPower, secondPower) = (1.0, 1.0)

        for gradient in Self.gradients {
            memory.move(&weight, gradient: gradient, by: .adam(rate: 0.01), l2: 0.1)
            first = 0.9 * first + 0.1 * gradient
            second = 0.999 * second + 0.001 * gradient * gradient
            firstPower *= 0.9
            secondPower *= 0.999
            let step = first / (1 - firstPower) / ((second / (1 - secondPower)).squareRoot() + 1e-8)
            expected -= 0.01 * step + 0.01 * 0.1 * expected
            #expect(abs(weight - expected) < 1e-12)
        }
    }

    /// The closed form of the leader: the weight that minimises all linear losses so far with the proximal terms.
    @Test(arguments: [0, 0.5, 20])
    func followsTheRegularisedLeader(l1: Double) {
        var memory = StepMemory()
        var weight = 0.0
        var (sum, squares) = (0.0, 0.0)

        for gradient in Self.gradients {
            let before = squares.squareRoot()
            squares += gradient * gradient
            sum += gradient - (squares.squareRoot() - before) / 0.3 * weight
            memory.move(&weight, gradient: gradient, by: .proximal(rate: 0.3, offset: 1, l1: l1), l2: 0.2)
            let leader = (1 + squares.squareRoot()) / 0.3 + 0.2
            let expected = abs(sum) <= l1 ? 0 : -(sum - (sum < 0 ? -l1 : l1)) / leader
            #expect(abs(weight - expected) < 1e-12)
        }
    }

    @Test func aStrongPenaltyLeavesOnlyWhatMatters() throws {
        let layout = FeatureLayout(numbers: 20)
        var generator = SeededGenerator(seed: 2)
        var learner = LinearRegression(layout: layout, settings: OnlineSettings(step: .proximal(rate: 0.5, l1: 60)))
        for _ in 0..<2_000 {
            let features = (0..<20).map { _ in generator.unitInterval() - 0.5 }
            try learner.learn(features, target: features[0] + 0.1 * (generator.unitInterval() - 0.5), weight: 1)
        }
        func effect(of index: Int) throws -> Double {
            var features = Array(repeating: 0.0, count: 20)
            let rest = try learner.predict(features)
            features[index] = 1
            return try learner.predict(features) - rest
        }

        #expect(try effect(of: 0) > 0.5)
        for index in 1..<20 { #expect(try effect(of: index) == 0, "feature \(index)") }
    }

    @Test(arguments: [0.1, 0.5, 0.9])
    func quantilesHaveTheirShareOfTargetsBelow(level: Double) throws {
        var generator = SeededGenerator(seed: 6)
        var learner = QuantileRegression(layout: FeatureLayout(numbers: 1), level: level)
        var below = 0

        for index in 0..<12_000 {
            let x = generator.unitInterval()
            // Noise that grows with x: the quantiles are lines of different slopes.
            let target = 5 + 2 * x + (1 + 3 * x) * (generator.unitInterval() - 0.5)
            if index >= 4_000, try target < learner.predict([x]) { below += 1 }
            try learner.learn([x], target: target, weight: 1)
        }

        #expect(abs(Double(below) / 8_000 - level) < 0.02)
        #expect(abs(try learner.predict([0.9]) - (5 + 1.8 + 3.7 * (level - 0.5))) < 0.3)
    }

    @Test func categoriesBeyondTheLastRowShareOne() throws {
        let most = 10_000
        var learner = LinearRegression(layout: FeatureLayout([.nominal(categories: 1_000_000)]))
        for code in 0..<most {
            try learner.learn([Double(code)], target: Double(code % 2), weight: 1)
        }
        let full = try SavedState.encode(learner).count

        for code in most..<most + 2_000 {
            try learner.learn([Double(code)], target: 5, weight: 1)
        }

        #expect(try SavedState.encode(learner).count < full + 1_000)
        #expect(try learner.predict([999_999]) == learner.predict([500_000]))
        #expect(try learner.predict([999_999]) > learner.predict([0]))
    }
}
