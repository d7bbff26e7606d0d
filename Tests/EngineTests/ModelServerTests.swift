import Domain
import Simulation
import Synchronization
import TestSupport
import Testing
import Tracking

@testable import Engine

/// An engine whose versions are served by processes of their own, here by values in the same one.
struct ModelServerTests {
    private static let name = PipelineName(rawValue: "synthetic")
    private static let first = ModelVersion(rawValue: 1)
    private static let engineAddress = TrafficAddress.socket(path: "engine")

    private static func definition() -> PipelineDefinition {
        var definition = World.definition()
        definition.triggers = []
        return definition
    }

    private static func request(_ rows: Int) -> PredictionRequest {
        PredictionRequest(
            model: name,
            rows: (0..<rows).map { row in
                PredictionRequest.Row(values: [.number(Double(row % 20) / 10 - 1), .number(0.5)])
            })
    }

    /// A server of v1 that has heard from the engine once.
    private static func server(of engine: Engine, _ world: World) async throws -> VersionServer {
        let server = VersionServer(
            pipeline: name, version: first, artifacts: world.artifacts, sha256: StandInDigest.function,
            now: { [time = world.time] in time.now })
        let order = await engine.take(report(of: server, isReady: false))
        try server.adopt(try #require(order.state))
        return server
    }

    private static func report(of server: VersionServer, isReady: Bool = true) -> ModelServerReport {
        ModelServerReport(
            pipeline: name, version: server.version, process: 1, isReady: isReady, knows: nil,
            rows: server.unsent(500), dropped: server.dropped)
    }

    private static func world(_ router: SimulatedRouter, launched: LaunchList = LaunchList()) throws -> World {
        var world = try World()
        world.traffic = TrafficPlane(
            router: router, engine: engineAddress, address: { .socket(path: "\($0)-\($1)") },
            launch: { launched.add("\($0) \($1)") })
        return world
    }

    @Test func answersAsTheEngineDoesAndTellsItEverythingOnce() async throws {
        let world = try Self.world(SimulatedRouter())
        try await world.serving(rows: 600, Self.definition()) { engine in
            let server = try await Self.server(of: engine, world)
            let answers = try server.predict(Self.request(40)).get()
            let own = try engine.predict(Self.request(40)).get()
            #expect(answers.map(\.output) == own.map(\.output))
            #expect(Set(answers.map(\.id)).isDisjoint(with: own.map(\.id)))
            #expect(answers.allSatisfy { $0.arm == .champion && $0.version == Self.first })

            let report = Self.report(of: server)
            let (once, twice) = (await engine.take(report), await engine.take(report))
            #expect(once.recorded == 40 && twice.recorded == 40)
            server.sent(once.recorded)
            #expect(server.unsent(500).isEmpty)

            let replies = await engine.take(
                answers.map { Feedback(id: $0.id, truth: .category("1")) }, for: Self.name)
            #expect(replies.allSatisfy { $0 == .accepted })
        }
        let stored = try world.store.labelledEvents(
            LabelledEventQuery(
                pipeline: Self.name, throughSequence: .max, events: 1_000_000...Int64.max, limit: 1_000, skipping: nil,
                excluded: []))
        #expect(stored.count == 40)
        #expect(try world.store.quarantined(Self.name, limit: 10).isEmpty)
    }

    @Test func feedbackThatOvertakesItsPredictionIsToBeToldAgain() async throws {
        let world = try Self.world(SimulatedRouter())
        try await world.serving(rows: 600, Self.definition()) { engine in
            let server = try await Self.server(of: engine, world)
            _ = await engine.take(Self.report(of: server))
            world.time.advance(by: .seconds(1))
            let answer = try server.predict(Self.request(1)).get()[0]
            world.time.advance(by: .seconds(1))
            let feedback = [Feedback(id: answer.id, truth: .category("1"))]

            let early = await engine.take(feedback, for: Self.name)
            _ = await engine.take(Self.report(of: server))
            let late = await engine.take(feedback, for: Self.name)

            #expect(early == [.notRecorded("its prediction has not come from its model server yet")])
            #expect(late == [.accepted])
        }
    }

    @Test func theEngineAnswersUntilAVersionsServerLives() async throws {
        let (router, launched) = (SimulatedRouter(), LaunchList())
        let world = try Self.world(router, launched: launched)
        try await world.serving(rows: 600, Self.definition()) { engine in
            while router.split(of: Self.name) == nil { await Task.yield() }
            #expect(router.split(of: Self.name)?.backends.map(\.address) == [Self.engineAddress])
            while launched.names.isEmpty { await Task.yield() }
            #expect(launched.names.first == "synthetic v1")

            let server = try await Self.server(of: engine, world)
            _ = await engine.take(Self.report(of: server))
            let own = TrafficAddress.socket(path: "synthetic-v1")
            while router.split(of: Self.name)?.backends.map(\.address) != [own] { await Task.yield() }
        }
    }

    @Test func aServerWhoseVersionIsNotLoadedIsNotWanted() async throws {
        let world = try Self.world(SimulatedRouter())
        try await world.serving(rows: 600, Self.definition()) { engine in
            let server = VersionServer(
                pipeline: Self.name, version: ModelVersion(rawValue: 9), artifacts: world.artifacts,
                sha256: StandInDigest.function, now: { world.time.now })
            #expect(await engine.take(Self.report(of: server)).standing == .unwanted)
        }
    }

    @Test func aPlaneWithoutStickinessTakesNoPipelineWithUnits() async throws {
        var definition = Self.definition()
        definition.source.unitColumn = "user"
        var world = try World()
        world.traffic = TrafficPlane(
            router: Dice(), engine: Self.engineAddress, address: { _, _ in Self.engineAddress }, launch: { _, _ in })
        let engine = world.engine(.live)

        await #expect(
            throws: EngineError.traffic(
                Self.name,
                TrafficError("the traffic plane keeps no unit where it is; remove source.unit: user"))
        ) {
            try await engine.add(definition) { position throws(SourceError) in
                SyntheticStream(drift: .none, rows: 10, noise: 0.1, seed: 7, resumingAt: position)
            }
        }
    }
}

/// What was asked to be started.
final class LaunchList: Sendable {
    private let list = Mutex<[String]>([])

    var names: [String] { list.withLock { $0 } }

    func add(_ name: String) {
        list.withLock { $0.append(name) }
    }
}

/// A plane that draws for each request, as an Istio VirtualService without a hash does.
private struct Dice: TrafficRouter {
    var abilities: TrafficAbilities { TrafficAbilities(stickiness: .none, finestShare: 100) }

    func set(_ split: TrafficSplit) async throws(TrafficError) {}

    func reading(of pipeline: PipelineName) async throws(TrafficError) -> TrafficReading {
        TrafficReading(generation: nil, requests: [:])
    }
}
