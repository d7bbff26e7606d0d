import Domain
package import Learning

/// One example of a seeded stream.
package struct LearnerExample<Target: Sendable>: Sendable {
    package var features: [Double]
    package var target: Target
    package var weight = 1.0
}

/// Seeded streams whose rule is known: three numbers of very different size, and a category.
package enum LearnerStream {
    package static let layout = FeatureLayout([.number, .number, .nominal(categories: 5), .number])

    /// Two classes that differ in the means of two numbers and in their usual category; the third number says nothing.
    package static func classes(_ rows: Int, seed: UInt64) -> [LearnerExample<Int>] {
        var generator = SeededGenerator(seed: seed)
        return (0..<rows).map { _ in
            let label = generator.index(below: 2)
            let side = label == 0 ? -1.0 : 1.0
            let category = generator.unitInterval() < 0.7 ? label : generator.index(below: 5)
            let features = [
                side + normal(&generator), 1_000 - 50 * (side + normal(&generator)), Double(category),
                normal(&generator) * 1e-3,
            ]
            return LearnerExample(features: features, target: label)
        }
    }

    /// A class that lies apart from those of ``classes(_:seed:)``.
    package static func outsiders(_ rows: Int, label: Int, seed: UInt64) -> [LearnerExample<Int>] {
        var generator = SeededGenerator(seed: seed)
        return (0..<rows).map { _ in
            let features = [
                6 + 0.5 * normal(&generator), 1_000 + 300 + 20 * normal(&generator), 4, normal(&generator) * 1e-3,
            ]
            return LearnerExample(features: features, target: label)
        }
    }

    /// A target that is linear in two numbers, with a step for each category and noise of 0.5.
    package static func numbers(_ rows: Int, seed: UInt64) -> [LearnerExample<Double>] {
        var generator = SeededGenerator(seed: seed)
        return (0..<rows).map { _ in
            let (first, second) = (normal(&generator), normal(&generator))
            let category = generator.index(below: 5)
            let target = 10 + 3 * first - 2 * second + [0, 2, -2, 3, -3][category] + 0.5 * normal(&generator)
            let features = [first, 1_000 + 50 * second, Double(category), normal(&generator) * 1e-3]
            return LearnerExample(features: features, target: target)
        }
    }

    /// The same examples with about one feature in five missing.
    package static func withGaps<Target>(
        _ examples: [LearnerExample<Target>], seed: UInt64
    ) -> [LearnerExample<Target>] {
        var generator = SeededGenerator(seed: seed)
        return examples.map { example in
            var example = example
            for index in example.features.indices where generator.index(below: 5) == 0 {
                example.features[index] = .nan
            }
            return example
        }
    }

    /// Nearly normal, mean 0 and variance 1: the sum of twelve even draws.
    private static func normal(_ generator: inout SeededGenerator) -> Double {
        (0..<12).reduce(-6.0) { sum, _ in sum + generator.unitInterval() }
    }
}
