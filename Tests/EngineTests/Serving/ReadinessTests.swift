import Domain
import Simulation
import Testing
import Tracking

@testable import Engine

/// Whether a model says that it is ready only where answers are to be expected of it.
struct ReadinessTests {
    private static let name = PipelineName(rawValue: "synthetic")
    private static let history: Int64 = 600
    private static let other = RemoteModel(host: "127.0.0.1", port: 8_090, name: "other")
    private static let gone = RemoteFailure.unreachable("connection refused")
    private static let request = PredictionRequest(
        model: name, rows: [PredictionRequest.Row(values: [.number(0.5), .number(0.5)])])

    private static func definition(champion: RemoteModel? = nil) -> PipelineDefinition {
        var definition = World.definition()
        definition.triggers = []
        definition.remoteChampion = champion
        return definition
    }

    private static func engine(_ world: World, _ definition: PipelineDefinition) async throws -> Engine {
        let engine = world.engine(.live)
        try await engine.add(definition) { position throws(SourceError) in
            SyntheticStream(drift: .none, rows: history, noise: 0.1, seed: 7, resumingAt: position)
        }
        return engine
    }

    private static func standing(_ engine: Engine) -> ServedModel.Standing? { engine.model(name)?.standing }

    @Test func aFailedEngineIsNotReadyAndAnswersNothing() async throws {
        let world = try World()
        let engine = try await Self.engine(world, Self.definition())
        let running = Task { try await engine.run() }
        while engine.model(Self.name)?.isReady != true { await Task.yield() }

        world.watched.watch { _ in StoreError("flywheel.db: the disk is full; make room") }
        _ = try engine.predict(Self.request).get()
        await #expect(throws: EngineError.self) { try await running.value }

        let sentence = "flywheel.db: the disk is full; make room"
        #expect(engine.model(Self.name)?.isReady == false)
        #expect(Self.standing(engine) == .down(sentence))
        #expect(engine.predict(Self.request) == .failure(.ended(Self.name, sentence)))
        #expect(await engine.answer(Self.request) == .failure(.ended(Self.name, sentence)))
        #expect(await engine.take([Feedback(id: 1, truth: .category("1"))], for: Self.name) == [.notRecorded(sentence)])
    }

    @Test func aFailedEngineTakesUpNoTableAgain() throws {
        let lane = ServingLane(name: Self.name)
        lane.publish(nil, definition: World.definition())

        lane.end("the disk is full")
        lane.publish(nil, definition: World.definition())

        #expect(lane.model?.standing == .down("the disk is full"))
        #expect(lane.ending == "the disk is full")
    }

    @Test func aChampionElsewhereIsReadyWhenItsServerIs() async throws {
        let remotes = ScriptedRemotes()
        remotes.say(.notReady(Self.gone), of: "other")
        var world = try World()
        world.remotes = remotes
        let engine = try await Self.engine(world, Self.definition(champion: Self.other))

        #expect(Self.standing(engine) == .down("v1 is other at http://127.0.0.1:8090: it has not been asked yet"))
        let running = Task { try await engine.run() }
        let down = ServedModel.Standing.down(
            "v1 is other at http://127.0.0.1:8090: it cannot be reached: connection refused")
        while Self.standing(engine) != down { await Task.yield() }
        #expect(engine.model(Self.name)?.isReady == false)

        remotes.say(.ready, of: "other")
        while engine.model(Self.name)?.isReady != true { await Task.yield() }
        #expect(Self.standing(engine) == .well)
        await engine.stop()
        try await running.value
    }

    @Test func whereTheVersionBeforeStandsInItIsReadyAndSaysSo() {
        let (old, new) = (ModelVersion(rawValue: 1), ModelVersion(rawValue: 2))
        let lane = ServingLane(name: Self.name)
        lane.publish(
            RoutingTable(
                definition: World.definition(),
                champion: RoutingTable.Route(version: new, model: RemoteStandIn(Self.other), learnedThrough: 0),
                candidate: nil,
                previous: RoutingTable.Route(version: old, model: KnownModel(everyWrong: 10), learnedThrough: 0),
                weight: 0, rollout: 1, assignment: TrafficAssignment(salt: ""), lags: LagMemory(lags: []),
                clock: Timestamp(rawValue: 0)), definition: World.definition())

        lane.note(RemoteReadiness.notReady(Self.gone), of: new)

        let words =
            "v2 is other at http://127.0.0.1:8090: it cannot be reached: connection refused; v1 answers in its place"
        #expect(lane.model?.standing == .helped(words))
        #expect(lane.model?.isReady == true)
        #expect(lane.model?.isReady(new) == false)
        #expect(lane.model?.isReady(old) == true)

        lane.withdraw(new)
        #expect(lane.model?.standing == .well, "the champion is here again")
    }

    @Test func failuresOfAChampionElsewhereAreCountedAndAlertUntilItAnswersAgain() async throws {
        let remotes = ScriptedRemotes()
        remotes.answer("other") { _ in .failure(.refused(status: 500, "no memory")) }
        var world = try World()
        world.remotes = remotes
        let store = world.store
        @Sendable func alerts() throws -> [AlertRecord] {
            try store.alerts(Self.name, limit: 99).filter { $0.rule == .modelServer }
        }
        let definition = Self.definition(champion: Self.other)

        let (counts, reports) = try await world.serving(rows: Self.history, definition) { [world] engine in
            for _ in 0..<10 { _ = await engine.answer(Self.request) }
            while try alerts().last?.state != .firing { await Task.yield() }
            remotes.answer("other") { _ in .success(.probabilities([0.1, 0.9])) }
            while try alerts().last?.state != .resolved { _ = try await engine.answer(Self.request).get() }
            var counts = engine.snapshot().pipelines[0].tallies.unanswered
            // The history is written before the snapshot that tells of it.
            while counts.first?.count ?? 0 < 10 {
                await Task.yield()
                counts = engine.snapshot().pipelines[0].tallies.unanswered
            }
            // A command is answered when everything before it is on disk.
            _ = await engine.submit(
                Intent(
                    pipeline: Self.name, command: .resumeAutomation, user: "ann", reason: "",
                    time: Timestamp(rawValue: 0)))
            let other = try await Self.engine(world, definition)
            return (counts, (await engine.lockstepReports(), await other.lockstepReports()))
        }

        let alert = try #require(try alerts().last)
        #expect(alert.severity == .page && alert.subject == "champion" && alert.flaps == 0)
        #expect(alert.text == "v1 is other at http://127.0.0.1:8090: it answered 500: no memory")
        #expect(try alerts().map(\.number).allSatisfy { $0 == alert.number }, "it does not flap")
        #expect(counts.map(\.kind) == [.refused] && counts.map(\.count) == [10])
        #expect(reports.0 == reports.1, "the log alone gives the same state")
    }
}
