import Domain
import Simulation
import Testing
import Tracking

@testable import Engine

/// Pipelines of one replay, which go on at whatever pace the machine gives each.
struct LockstepNeighbourTests {
    private static let drift = SyntheticStream.Drift.abrupt(at: 1_500)

    private static func definition(_ name: String) -> PipelineDefinition {
        var definition = World.definition()
        definition.name = PipelineName(rawValue: name)
        definition.triggers = [TriggerDefinition(kind: .newRows(count: 600), coolDown: .zero)]
        definition.search.trials = 6
        definition.search.windows = [100, 150, 200, 250, 300]
        return definition
    }

    private func reports(_ runs: [(name: String, rows: Int64, seed: UInt64)]) async throws -> [LockstepReport] {
        let world = try World()
        let engine = world.engine()
        for run in runs {
            try await engine.add(Self.definition(run.name)) { position throws(SourceError) in
                SyntheticStream(drift: Self.drift, rows: run.rows, noise: 0.1, seed: run.seed, resumingAt: position)
            }
        }
        try await engine.run()
        return await engine.lockstepReports()
    }

    @Test func decideNothingOtherwiseBesideOthersThanAlone() async throws {
        let alone = try #require(try await reports([("middle", 3_000, 7)]).first)
        // The first is done with its searches before the others, and the last does not get that far.
        let beside = try await reports([("first", 4_000, 11), ("middle", 3_000, 7), ("last", 1_000, 3)])

        #expect(alone.searches > 1, "there is something to remember")
        #expect(beside.first { $0.name == "middle" } == alone)
    }
}
