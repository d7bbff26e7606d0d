import Domain
import Testing

@testable import Learning

/// The sums over leaves against the obvious way: the forest is asked at every cell of the whole space.
struct ForestVarianceTests {
    private static func space() throws -> ParameterSpace {
        try ParameterSpace([
            Parameter("kind", .categorical(["a", "b", "c"])),
            Parameter("lags", .categorical(["true", "false"])),
            Parameter("depth", .int(low: 1, high: 5), when: .init("kind", isOneOf: ["a", "b"])),
            Parameter("leaf", .int(low: 0, high: 3), when: .init("kind", isOneOf: ["b"])),
            Parameter("passes", .int(low: 1, high: 4)),
        ])
    }

    /// All points of the space as cells, each as likely as the next.
    private static func grid(_ counts: [Int]) -> [[Int]] {
        counts.reduce([[]]) { points, count in points.flatMap { point in (0..<count).map { point + [$0] } } }
    }

    private static func forest(seed: UInt64) throws -> BoxForest {
        let cells = SpaceCells(try space())
        var generator = SeededGenerator(seed: seed)
        let points = (0..<60).map { _ in cells.space.sample(using: &generator) }
        let targets = points.map { point in
            let depth = point["depth"]?.number ?? 2
            let lags = point["lags"] == .category("true") ? 1.0 : -1
            return depth * lags + (point["leaf"]?.number ?? 0) + generator.unitInterval()
        }
        return BoxForest(cells, rows: points.map { cells.cells(of: $0) }, targets: targets, seed: seed)
    }

    private static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

    /// Whether a parameter applies at a point's cells.
    private static func applies(_ place: Int, _ point: [Int]) -> Bool {
        switch place {
        case 2: point[0] < 2
        case 3: point[0] == 1
        default: true
        }
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func agreesWithAskingEverywhere(seed: UInt64) throws {
        let forest = try Self.forest(seed: seed)
        let variance = ForestVariance(forest)
        let grid = Self.grid(forest.cells.counts)
        let answers = grid.map(forest.value)
        let mean = Self.mean(answers)
        let total = Self.mean(answers.map { ($0 - mean) * ($0 - mean) })

        func means(_ places: [Int]) -> [[Int]: Double] {
            var groups: [[Int]: [Double]] = [:]
            for (point, answer) in zip(grid, answers) where places.allSatisfy({ Self.applies($0, point) }) {
                groups[places.map { point[$0] }, default: []].append(answer)
            }
            return groups.mapValues(Self.mean)
        }
        func size(_ places: [Int]) -> Double {
            Self.mean(grid.map { point in places.allSatisfy { Self.applies($0, point) } ? 1 : 0 })
        }

        #expect((variance.mean - mean).magnitude < 1e-9)
        #expect((variance.total - total).magnitude < 1e-9 * max(1, total))
        var sum = 0.0
        for first in 0..<5 {
            let single = Array(means([first]).values)
            let middle = Self.mean(single)
            let share = size([first]) * Self.mean(single.map { ($0 - middle) * ($0 - middle) }) / total
            #expect((variance.share(of: first) - share).magnitude < 1e-9)
            sum += share
            for second in first + 1..<5 {
                let both = means([first, second])
                let whole = Self.mean(Array(both.values))
                let rests = both.map { key, value in
                    let row = Self.mean(both.filter { $0.key[0] == key[0] }.map(\.value))
                    let column = Self.mean(both.filter { $0.key[1] == key[1] }.map(\.value))
                    return value - row - column + whole
                }
                let pair = size([first, second]) * Self.mean(rests.map { $0 * $0 }) / total
                #expect((variance.share(of: first, and: second) - pair).magnitude < 1e-9)
                sum += pair
                for (key, value) in both {
                    #expect((variance.surface(of: first, and: second)[key[0]][key[1]] - value).magnitude < 1e-9)
                }
            }
        }
        #expect(sum <= 1 + 1e-9)
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func leavesOfATreeShareTheSpaceOut(seed: UInt64) throws {
        let forest = try Self.forest(seed: seed)

        for tree in forest.trees {
            #expect((tree.leaves.reduce(0) { $0 + forest.cells.weight(of: $1.box) } - 1).magnitude < 1e-9)
            #expect(Self.grid(forest.cells.counts).allSatisfy { tree.value(at: $0).isFinite })
        }
    }

    @Test func cutsAScaleIntoCellsOfTheSameWeight() throws {
        let cells = SpaceCells(
            try ParameterSpace([
                Parameter("rate", .logFloat(low: 0.001, high: 1)), Parameter("one", .float(low: 2, high: 2)),
                Parameter("rounds", .logInt(low: 1, high: 8)), Parameter("rows", .int(low: 1, high: 1_000)),
                Parameter("choice", .categorical((0..<100).map(String.init))),
            ]))

        #expect(cells.counts == [32, 1, 32, 32, 64])
        let point = ParameterPoint([
            .init("rate", .float(1)), .init("one", .float(2)), .init("rounds", .int(1)), .init("rows", .int(501)),
            .init("choice", .category("99")),
        ])
        #expect(cells.cells(of: point) == [31, 0, 7, 16, 63])
        #expect(cells.value(of: 16, at: 3) == .int(516))
        #expect((cells.value(of: 15, at: 0).number ?? 0) < 0.0316 && (cells.value(of: 16, at: 0).number ?? 0) > 0.0317)
    }
}
