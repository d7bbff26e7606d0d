import Domain
import Testing

@testable import Learning

/// The parts that samplers compute with.
struct AdaptedNormalTests {
    @Test(arguments: 0..<50 as Range<UInt64>)
    func takesSymmetricMatricesApart(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let size = 1 + generator.index(below: 8)
        var matrix = SymmetricMatrix(size: size)
        for row in 0..<size {
            for column in 0...row {
                let value = 2 * generator.unitInterval() - 1
                matrix.values[row * size + column] = value
                matrix.values[column * size + row] = value
            }
        }

        let (lengths, columns) = matrix.axes()

        for row in 0..<size {
            for column in 0..<size {
                let value = (0..<size).reduce(0) {
                    $0 + columns[row * size + $1] * lengths[$1] * columns[column * size + $1]
                }
                let product = (0..<size).reduce(0) { $0 + columns[$1 * size + row] * columns[$1 * size + column] }
                #expect((value - matrix.values[row * size + column]).magnitude < 1e-10)
                #expect((product - (row == column ? 1 : 0)).magnitude < 1e-10)
            }
        }
    }

    @Test func findsTheBottomOfATiltedValley() {
        var normal = AdaptedNormal(mean: [0.5, 0.5, 0.5], step: 0.2, leastWidths: [0, 0, 0])
        var generator = SeededGenerator(seed: 1)
        func height(_ point: [Double]) -> Double {
            let along = point[0] + point[1] - 0.7
            let across = point[0] - point[1] + 0.1
            return along * along + 1_000 * across * across + 10 * (point[2] - 0.8) * (point[2] - 0.8)
        }

        for _ in 0..<120 {
            normal.move((0..<8).map { _ in normal.draw(using: &generator) }.sorted { height($0) < height($1) })
        }

        for (value, expected) in zip(normal.mean, [0.3, 0.4, 0.8]) { #expect((value - expected).magnitude < 1e-4) }
        #expect(normal.reach < 1e-3)
    }

    @Test func keepsWholeNumbersMoving() {
        var normal = AdaptedNormal(mean: [0.5], step: 0.2, leastWidths: [0.1])
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<60 {
            normal.move((0..<6).map { _ in normal.draw(using: &generator) }.sorted { $0[0] < $1[0] })
        }

        let points = (0..<200).map { _ in normal.draw(using: &generator)[0] }

        #expect(points.allSatisfy { 0...1 ~= $0 })
        #expect(points.contains { $0 > 0.08 })
    }

    @Test func agreesWithTheNormalDistribution() {
        for step in -700...700 {
            let place = Double(step) / 100
            #expect((NormalTable.below(place) - (1 - Special.normalTail(place))).magnitude < 3e-6)
        }
    }

    @Test func mixtureIsADensity() throws {
        let space = try ParameterSpace([
            Parameter("x", .float(low: 0, high: 1)), Parameter("c", .categorical(["p", "q", "r"])),
        ])
        let mixture = ParzenMixture(
            rows: [[0.02, 0], [0.5, 2], [0.97, 2]], weights: [2, 1, 1], places: [0, 1], space: space, evenWeight: 1,
            rule: KernelWidth(factor: 0.2))

        let steps = 2_000
        let points = (0..<steps).flatMap { step in
            (0..<3).map { [(Double(step) + 0.5) / Double(steps), Double($0)] }
        }
        let total = mixture.logDensities(at: points).reduce(0) { $0 + Elementary.exp($1) } / Double(steps)

        #expect((total - 1).magnitude < 1e-4)
    }
}
