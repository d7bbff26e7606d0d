import Domain
import Simulation
import TestSupport
import Testing
import Tracking

@testable import Engine

/// The gates in a whole engine, from the store and back.
struct GateLoopTests {
    private static let name = PipelineName(rawValue: "synthetic")

    @Test func judgesEachCandidateByAllGatesAndKeepsTheEvidence() async throws {
        let world = try World()
        var definition = World.definition()
        definition.gates.limits.reproduceEvery = 1
        _ = try await world.run(.abrupt(at: 1_500), rows: 4_000, definition)

        let rollout = try #require(try world.store.rollouts(Self.name, limit: 10).last { !$0.isDrill })

        #expect(rollout.gates.map(\.gate) == GateResult.Gate.allCases)
        let again = try #require(rollout.gates.first { $0.gate == .reproducibility })
        #expect(again.verdict == .pass)
        #expect(again.isRequired)
        let grid = try #require(rollout.grid)
        #expect(grid.rows.last?.version == rollout.candidate)
        #expect(grid.columns.contains { $0.kind == .window })
        #expect(grid.columns.contains { $0.kind == .regime })
        let kinds = try world.store.runs(Self.name, limit: 100).map(\.kind)
        #expect(kinds.contains(.reproduction) && kinds.contains(.shuffled))
        let version = try #require(try world.store.versions(Self.name, limit: 10).last)
        #expect(version.lastEvent ?? 0 > 0)
        #expect(version.bytes != nil)
    }

    @Test func runsGatesAgainOnTheWayToThePromotion() async throws {
        let world = try World()
        let report = try await world.run(.abrupt(at: 1_500), rows: 4_000, World.definition())
        #expect(report.promotions > 0)

        let promoted = try world.store.rollouts(Self.name, limit: 10).filter { $0.state == .promoted }

        #expect(promoted.allSatisfy { $0.rechecks?.last?.moment == .promotion })
        #expect(
            promoted.first?.rechecks?.first?.results.map(\.gate) == [.smoke, .oldWindows, .golden, .latency])
    }

    /// Cases of the old world: who is trained on the new one answers them wrong and is rejected.
    @Test func rejectsWhoDoesNotKnowTheGoldenCases() async throws {
        let world = try World()
        let engine = world.engine()
        try await engine.add(World.definition()) { position throws(SourceError) in
            SyntheticStream(drift: .abrupt(at: 1_500), rows: 1_200, noise: 0.1, seed: 7, resumingAt: position)
        }
        try await engine.run()

        let unknown = await engine.submit(Self.golden(999_999))
        var replies: [IntentReply] = []
        for event in Int64(700)..<705 { replies.append(await engine.submit(Self.golden(event))) }
        let report = try await world.run(.abrupt(at: 1_500), rows: 4_000, World.definition())

        #expect(
            unknown
                == .refused(
                    "there is no prediction 999999 in synthetic; give the prediction_id of an answer, or the number of a row "
                        + "that was answered"))
        #expect(replies.last == .done("golden case 5 is prediction 704, 5 in all"))
        #expect(try world.store.golden(Self.name, limit: 9).map(\.event) == Array(700..<705))
        #expect(report.promotions == 0)
        #expect(report.rejected > 0)
        let rollout = try #require(try world.store.rollouts(Self.name, limit: 1).last)
        #expect(rollout.gates.first { $0.gate == .golden }?.verdict == .fail)
    }

    private static func golden(_ event: Int64) -> Intent {
        Intent(
            pipeline: name, command: .addGolden(event: event, truth: nil), user: "ann", reason: "a complaint",
            time: Timestamp(rawValue: 0))
    }
}
