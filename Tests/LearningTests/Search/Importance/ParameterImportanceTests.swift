import Domain
import Testing

@testable import Learning

struct ParameterImportanceTests {
    private static func square() throws -> ParameterSpace {
        try ParameterSpace([
            Parameter("x1", .float(low: 0, high: 1)), Parameter("x2", .float(low: 0, high: 1)),
            Parameter("x3", .categorical(["a", "b", "c"])),
        ])
    }

    private static func importance(
        _ space: ParameterSpace, count: Int, seed: UInt64 = 3,
        _ target: (ParameterPoint, inout SeededGenerator) -> Double
    ) throws -> ParameterImportance {
        var generator = SeededGenerator(seed: seed)
        let trials = (0..<count).map { _ in
            let point = space.sample(using: &generator)
            return ParameterImportance.Trial(point: point, target: target(point, &generator))
        }
        return try ParameterImportance(space: space, trials: trials, seed: seed)
    }

    private static func number(_ point: ParameterPoint, _ name: String) -> Double { point[name]?.number ?? .nan }

    @Test func givesOneParameterAllOfWhatItAloneDecides() throws {
        let importance = try Self.importance(try Self.square(), count: 200) { point, generator in
            Self.number(point, "x1") + 0.05 * (generator.unitInterval() - 0.5)
        }

        let first = try #require(importance.singles.first)
        #expect(first.name == "x1")
        #expect(first.share > 0.95)
        #expect(importance.singles.dropFirst().allSatisfy { $0.share < 0.02 })
        #expect(importance.pairs.allSatisfy { $0.share < 0.02 })
        #expect(try #require(importance.fit) > 0.9)
    }

    @Test func findsWhatOnlyTwoTogetherDecide() throws {
        let importance = try Self.importance(try Self.square(), count: 400) { point, _ in
            (Self.number(point, "x1") > 0.5) == (Self.number(point, "x2") > 0.5) ? 1 : 0
        }

        let pair = try #require(importance.pairs.first)
        #expect([pair.first, pair.second] == ["x1", "x2"])
        #expect(pair.share > 0.8)
        #expect(importance.singles.allSatisfy { $0.share < 0.1 })
        let surface = try #require(importance.surface(of: "x1", and: "x2"))
        #expect(surface.means.count == 32 && surface.means.allSatisfy { $0.count == 32 })
        #expect(surface.means[4][4] > 0.8 && surface.means[4][28] < 0.2 && surface.means[28][28] > 0.8)
    }

    @Test func drawsWhatIsReachedAtEachValue() throws {
        let importance = try Self.importance(try Self.square(), count: 300) { point, _ in
            point["x3"] == .category("b") ? 5 : 1
        }

        let values = try #require(importance.values(of: "x3"))
        #expect(values.map(\.value) == [.category("a"), .category("b"), .category("c")])
        #expect(values[1].mean > 4.7 && values[0].mean < 1.3 && values[2].mean < 1.3)
        #expect(values.allSatisfy { $0.deviation < 1 })
        #expect(importance.values(of: "x9") == nil)
        #expect(importance.surface(of: "x1", and: "x9") == nil)
    }

    @Test func looksAtAParameterWhereItApplies() throws {
        let space = try ParameterSpace([
            Parameter("learner", .categorical(["forest", "linear"])),
            Parameter("depth", .int(low: 1, high: 9), when: .init("learner", isOneOf: ["forest"])),
            Parameter("step", .logFloat(low: 0.001, high: 1), when: .init("learner", isOneOf: ["linear"])),
        ])
        let importance = try Self.importance(space, count: 300) { point, _ in
            point["depth"].map { Double($0.number ?? 0) } ?? 5
        }

        let depth = try #require(importance.singles.first)
        #expect(depth.name == "depth")
        #expect(depth.applies == 0.5)
        #expect(depth.share > 0.95, "the depth alone decides, in its half of the space")
        let values = try #require(importance.values(of: "depth"))
        #expect(values.map(\.value) == (1...9).map { .int($0) })
        #expect((values[0].mean - 1).magnitude < 0.5 && (values[8].mean - 9).magnitude < 0.5)
        #expect(importance.surface(of: "depth", and: "step") == nil, "they never apply together")
    }

    @Test func repeatsItself() throws {
        func shares() throws -> [ParameterImportance.Single] {
            try Self.importance(try Self.square(), count: 60) { Self.number($0, "x2") + $1.unitInterval() }.singles
        }

        #expect(try shares() == shares())
    }

    @Test func saysWhereTrialsTellNothing() throws {
        let space = try Self.square()
        func failure(_ count: Int, _ target: @escaping (Int) -> Double) -> ImportanceError? {
            var number = 0
            return #expect(throws: ImportanceError.self) {
                try Self.importance(space, count: count) { _, _ in
                    number += 1
                    return target(number)
                }
            }
        }

        #expect(failure(11) { Double($0) } == .tooFewTrials(count: 11, needed: 12))
        #expect(failure(12) { $0 == 1 ? .nan : Double($0) } == .tooFewTrials(count: 11, needed: 12))
        #expect(failure(30) { _ in 0.5 } == .allTheSame)
        #expect(
            ImportanceError.tooFewTrials(count: 11, needed: 12).description
                == "11 trials have a score; importance needs 12")
    }
}
