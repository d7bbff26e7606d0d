import Domain
import Testing

@testable import Learning

/// Back-propagation against finite differences, and what a network learns that a line cannot.
struct MultilayerPerceptronTests {
    private static func batch(_ loss: Network.Loss, seed: UInt64) -> [NetworkExample] {
        var generator = SeededGenerator(seed: seed)
        return (0..<6).map { index in
            NetworkExample(
                numbers: (0..<3).map { _ in generator.unitInterval() * 4 - 2 },
                categories: [index == 0 ? -1 : generator.index(below: 2), 2 + generator.index(below: 2)],
                target: loss == .shares ? Double(generator.index(below: 3)) : generator.unitInterval() * 4 - 2,
                weight: 0.5 + generator.unitInterval())
        }
    }

    @Test(arguments: [Network.Loss.shares, .squared], [[5], [4, 3]])
    func gradientAgreesWithFiniteDifferences(loss: Network.Loss, hidden: [Int]) {
        var network = Network(
            numberCount: 3, outputCount: loss == .shares ? 3 : 1, loss: loss, settings: NetworkSettings(hidden: hidden))
        network.grow(outputs: 1, categories: 4)
        let batch = Self.batch(loss, seed: 3)
        // A few steps, so that no weight is 0 and no unit at its kink.
        for _ in 0..<20 { network.learn(batch) }
        let gradient = network.gradient(batch)

        for index in network.full.values.indices {
            let slope = Self.difference(network, \.full, index, batch)
            #expect(abs(gradient.full[index] - slope) < 1e-6, "weight \(index)")
        }
        for index in network.categories.values.indices {
            let (row, unit) = index.quotientAndRemainder(dividingBy: hidden[0])
            let slope = Self.difference(network, \.categories, index, batch)
            #expect(abs((gradient.categories[row]?[unit] ?? 0) - slope) < 1e-6, "weight \(unit) of category \(row)")
        }
    }

    private static func difference(
        _ network: Network, _ part: WritableKeyPath<Network, AdamParameters>, _ index: Int, _ batch: [NetworkExample]
    ) -> Double {
        var (more, less) = (network, network)
        let value = network[keyPath: part].values[index]
        more[keyPath: part].set(index, to: value + 1e-5)
        less[keyPath: part].set(index, to: value - 1e-5)
        return (more.gradient(batch).loss - less.gradient(batch).loss) / 2e-5
    }

    /// Four clouds in a square: the class is the diagonal, which no line tells.
    private static func clouds(_ count: Int, seed: UInt64) -> [TrainingExample<Int>] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { _ in
            let (right, up) = (generator.index(below: 2), generator.index(below: 2))
            let features = [right, up].map { Double($0) * 10 + generator.unitInterval() * 4 }
            return TrainingExample(features: features, target: right ^ up)
        }
    }

    @Test(arguments: [1, 8])
    func learnsTheDiagonalsOnline(batch: Int) throws {
        let settings = NetworkSettings(hidden: [12], rate: 0.02, batch: batch, seed: 4)
        var network = MultilayerPerceptronClassifier(layout: FeatureLayout(numbers: 2), settings: settings)

        for example in Self.clouds(1_500, seed: 1) {
            try network.learn(example.features, target: example.target, weight: 1)
        }

        let right = try Self.clouds(200, seed: 2).count { try network.predict($0.features) == $0.target }
        #expect(right >= 190)
    }

    @Test func fitsTheDiagonalsInPasses() throws {
        let settings = NetworkSettings(hidden: [12, 6], rate: 0.02, batch: 10, seed: 4)
        var network = MultilayerPerceptronClassifier(layout: FeatureLayout(numbers: 2), settings: settings)
        var same = network

        try network.fit(Self.clouds(200, seed: 1), passes: 30)
        try same.fit(Self.clouds(200, seed: 1), passes: 30)

        let right = try Self.clouds(200, seed: 2).count { try network.predict($0.features) == $0.target }
        #expect(right >= 190)
        #expect(network == same)
    }

    @Test func fitsACurve() throws {
        var generator = SeededGenerator(seed: 5)
        let examples = (0..<200).map { _ in
            let x = generator.unitInterval() * 2 - 1
            return TrainingExample(features: [x * 300], target: 1_000 + 50 * x * x)
        }
        var network = MultilayerPerceptronRegressor(
            layout: FeatureLayout(numbers: 1), settings: NetworkSettings(hidden: [16], rate: 0.02, batch: 10))

        try network.fit(examples, passes: 40)

        for x in stride(from: -0.9, through: 0.9, by: 0.3) {
            #expect(abs(try network.predict([x * 300]) - (1_000 + 50 * x * x)) < 5, "at \(x)")
        }
    }

    @Test func refusesABatchAsAWhole() throws {
        var network = MultilayerPerceptronRegressor(layout: FeatureLayout(numbers: 1))
        let before = network
        let examples = [TrainingExample(features: [1], target: 2.0), TrainingExample(features: [1], target: .nan)]

        #expect(throws: ExampleError.self) { try network.fit(examples, passes: 1) }

        #expect(network == before)
    }
}
