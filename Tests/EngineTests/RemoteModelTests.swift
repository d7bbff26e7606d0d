import Domain
import Simulation
import Synchronization
import Testing
import Tracking

@testable import Engine

/// Models that other servers answer for, as champion and as candidate.
struct RemoteModelTests {
    private static let name = PipelineName(rawValue: "synthetic")
    private static let history: Int64 = 600
    private static let yes = Output.probabilities([0.1, 0.9])
    private static let other = RemoteModel(host: "127.0.0.1", port: 8_090, name: "other")

    private let remotes = ScriptedRemotes()
    private var world: World

    init() throws {
        world = try World()
        world.remotes = remotes
        remotes.answer("other") { _ in .success(Self.yes) }
    }

    private static func request(_ rows: Int, arm: PredictionRecord.Arm? = nil) -> PredictionRequest {
        PredictionRequest(
            model: name, arm: arm,
            rows: (0..<rows).map { row in
                PredictionRequest.Row(values: [.number(Double(row % 20) / 10 - 1), .number(0.5)])
            })
    }

    private static func definition(champion: RemoteModel? = nil, candidate: RemoteModel? = nil) -> PipelineDefinition {
        var definition = World.definition()
        definition.triggers = []
        definition.canary.steps = [50, 100]
        definition.remoteChampion = champion
        definition.remoteCandidate = candidate
        return definition
    }

    /// The state that the log alone gives, beside the one that served.
    private func reports(_ engine: Engine, _ definition: PipelineDefinition) async throws -> (
        LockstepReport?, LockstepReport?
    ) {
        let other = world.engine(.live)
        try await other.add(definition) { position throws(SourceError) in
            SyntheticStream(drift: .none, rows: Self.history, noise: 0.1, seed: 7, resumingAt: position)
        }
        return (await engine.lockstepReports().first, await other.lockstepReports().first)
    }

    private func record() throws -> RolloutRecord? { try world.store.rollouts(Self.name, limit: 9).last }

    /// Asks and tells the label 1 until a canary has come to a state; a row that is held back is told again.
    private func feed(_ engine: Engine, until holds: (RolloutState) -> Bool) async throws -> [ServedPrediction] {
        var answers: [ServedPrediction] = []
        for _ in 0..<400 {
            if let state = try record()?.state, holds(state) { return answers }
            answers = try await engine.answer(Self.request(20)).get()
            for id in answers.map(\.id) {
                while case .notRecorded = await engine.take([Feedback(id: id, truth: .category("1"))], for: Self.name)[
                    0]
                {
                    await Task.yield()
                }
            }
        }
        let last = try record()?.transitions.last
        Issue.record("the canary came no further than \(String(describing: last))")
        return answers
    }

    @Test func aChampionElsewhereServesWithoutATraining() async throws {
        let definition = Self.definition(champion: Self.other)
        let (refused, answers, replies, same) = try await world.serving(rows: Self.history, definition) { engine in
            let refused = engine.predict(Self.request(1))
            let answers = try await engine.answer(Self.request(30)).get()
            let replies = await engine.take(
                answers.map { Feedback(id: $0.id, truth: .category("1")) }, for: Self.name)
            return (refused, answers, replies, try await reports(engine, definition))
        }

        #expect(refused == .failure(.asksElsewhere(Self.name)))
        #expect(answers.allSatisfy { $0.version == ModelVersion(rawValue: 1) && $0.output == Self.yes })
        #expect(replies.allSatisfy { $0 == .accepted })
        #expect(same.0 != nil && same.0 == same.1, "the log alone gives the same state")
        let version = try #require(try world.store.versions(Self.name, limit: 9).last)
        #expect(version.remote == Self.other && version.summary == "other at http://127.0.0.1:8090")
        #expect(try world.store.runs(Self.name, limit: 9).isEmpty)
        #expect(remotes.asked == 1, "no row of the file is asked about")
    }

    @Test func aChampionThatDoesNotAnswerIsARefusalOfItsKind() async throws {
        remotes.answer("other") { _ in .failure(.timedOut(TimeSpan(milliseconds: 500))) }
        let answer = try await world.serving(rows: Self.history, Self.definition(champion: Self.other)) { engine in
            await engine.answer(Self.request(2))
        }

        #expect(
            answer
                == .failure(
                    .unanswered(ModelVersion(rawValue: 1), Self.other, .timedOut(TimeSpan(milliseconds: 500)))))
    }

    @Test func aCandidateElsewhereGoesThroughGatesAndRampToThePromotion() async throws {
        let definition = Self.definition(candidate: Self.other)
        let same = try await world.serving(rows: Self.history, definition) { engine in
            _ = try await feed(engine) { $0 == .promoted }
            return try await reports(engine, definition)
        }

        let record = try #require(try record())
        #expect(record.state == .promoted)
        #expect(record.gates.first { $0.gate == .smoke }?.verdict == .pass)
        let integrity = try #require(record.gates.first { $0.gate == .integrity })
        #expect(integrity.detail == "not judged: its artifact and its training are at its server")
        #expect(!integrity.isRequired && integrity.verdict == .inconclusive)
        #expect(record.grid != nil, "old windows are asked about, in batches")
        #expect(record.rechecks?.isEmpty == false)
        #expect(record.guardrails?.isEmpty == false)
        let latency = record.guardrails?.first { $0.kind == .latency }
        #expect(latency?.value == 0 && latency?.count ?? 0 > 0, "its server's own time is watched")
        #expect(same.0 != nil && same.0 == same.1, "the log alone gives the same state")
    }

    @Test func aCandidateThatErrsIsStoodInForAndRolledBack() async throws {
        let definition = Self.definition(candidate: Self.other)
        let answers = try await world.serving(rows: Self.history, definition) { engine in
            _ = try await feed(engine) { if case .ramping = $0 { true } else { false } }
            remotes.answer("other") { _ in .failure(.refused(status: 500, "no memory")) }
            let answers = try await engine.answer(Self.request(60)).get()
            _ = try await feed(engine) { $0 == .rolledBack }
            return answers
        }

        let fallbacks = answers.compactMap(\.fallback)
        #expect(!fallbacks.isEmpty)
        #expect(
            fallbacks.allSatisfy {
                $0 == "v1 is other at http://127.0.0.1:8090: it answered 500: no memory"
                    || $0 == "v2 is other at http://127.0.0.1:8090: it answered 500: no memory"
            })
        #expect(answers.allSatisfy { $0.arm == .champion && $0.output.isValid })
        let last = try #require(try record()?.transitions.last { $0.to == .rollingBack })
        #expect(last.actor == "engine")
        #expect(last.reason.hasPrefix("its server left ") && last.reason.hasSuffix("unanswered, 1.0 % allowed"))
    }

    @Test func aCandidateWhoseServerIsSlowIsRolledBack() async throws {
        let clock = Mutex<UInt64>(0)
        var world = world
        world.monotonicNanoseconds = { clock.withLock { $0 } }
        var definition = Self.definition(candidate: Self.other)
        definition.gates.latencyMilliseconds = 100

        try await world.serving(rows: Self.history, definition) { engine in
            _ = try await feed(engine) { if case .ramping = $0 { true } else { false } }
            remotes.answer("other") { _ in
                clock.withLock { $0 += 400_000_000 }
                return .success(Self.yes)
            }
            _ = try await feed(engine) { $0 == .rolledBack }
        }

        let last = try #require(try record()?.transitions.last { $0.to == .rollingBack })
        #expect(last.actor == "engine")
        #expect(last.reason.hasPrefix("guardrail latency: answers above 100.00 ms"), "\(last.reason)")
    }

    @Test func aVersionThatTheEngineRollsBackIsOutBeforeTheStoreIsAsked() async throws {
        let definition = Self.definition(candidate: Self.other)
        let name = Self.name
        let loaded = Mutex<[[ModelVersion]]>([])
        let (candidate, watched) = try await world.serving(rows: Self.history, definition) { [world, remotes] engine in
            _ = try await feed(engine) { if case .ramping = $0 { true } else { false } }
            let candidate = engine.model(name)?.versions.first { $0.role == .candidate }?.version
            // As on a disk that hangs, nothing of the roll back is written yet when this is called.
            world.watched.watch { changes in
                let isRollBack = changes.contains { $0.rollouts.contains { $0.state == .rolledBack } }
                if isRollBack { loaded.withLock { $0.append(engine.model(name)?.versions.map(\.version) ?? []) } }
                return nil
            }
            remotes.answer("other") { _ in .failure(.refused(status: 500, "no memory")) }
            _ = try await feed(engine) { $0 == .rolledBack }
            return (candidate, loaded.withLock { $0 })
        }

        #expect(candidate != nil)
        #expect(watched.count == 1 && watched.first?.isEmpty == false)
        #expect(watched.first?.contains { $0 == candidate } == false)
    }

    @Test func callersAreAnsweredWhileASilentServerIsWaitedForAndNothingIsWrittenOverAndOver() async throws {
        remotes.hold()
        let definition = Self.definition(candidate: Self.other)
        let (settled, events) = try await world.serving(rows: Self.history, definition) {
            [remotes, world] engine in
            // Its gates begin with the first request.
            _ = try await engine.answer(Self.request(1)).get()
            while remotes.asked == 0 { await Task.yield() }
            _ = try await engine.answer(Self.request(20)).get()
            while await engine.lockstepReports().first?.events != Self.history + 21 { await Task.yield() }
            var settled = false
            for _ in 0..<1_000 where !settled {
                let (before, commits) = (engine.router.lane(Self.name)?.table, world.watched.commits)
                for _ in 0..<50 { _ = await engine.lockstepReports() }
                settled = before === engine.router.lane(Self.name)?.table && commits == world.watched.commits
            }
            let events = await engine.lockstepReports().first?.events
            remotes.release()
            return (settled, events)
        }

        #expect(settled, "neither a table nor a commit where nothing is folded")
        #expect(events == Self.history + 21, "what callers ask goes on coming")
    }

    @Test func aServerThatIsDownIsNotAskedAboutEveryOldRow() async throws {
        remotes.answer("other") { _ in .failure(.timedOut(TimeSpan(milliseconds: 500))) }
        let pipeline = ServedModel(
            name: Self.name, task: .regression, columns: SyntheticStream.columns, timeColumn: nil, unitColumn: nil,
            versions: [], place: .here, standing: .well)
        let events = (0..<500).map { number in
            Event(id: number, time: Timestamp(rawValue: 0), unit: nil, values: [.number(0), .number(0)], lags: [])
        }
        let answers = await GateAsker(remotes: remotes, pipeline: pipeline, nanoseconds: { 0 }).ask(
            events, of: Self.other)

        #expect(remotes.asked == 10)
        #expect(answers.failures == 500)
        #expect(answers.outputs.isEmpty)
    }

    @Test func anotherAddressIsAnotherVersionAndTheOneBeforeCanBeBroughtBack() async throws {
        let moved = RemoteModel(host: "127.0.0.1", port: 8_091, name: "moved")
        remotes.answer("moved") { _ in .success(.probabilities([0.8, 0.2])) }
        let (v1, v2) = (ModelVersion(rawValue: 1), ModelVersion(rawValue: 2))
        let first = try await world.serving(rows: Self.history, Self.definition(champion: Self.other)) { engine in
            try await engine.answer(Self.request(1)).get()
        }

        var patient = moved
        patient.timeout = .seconds(3)
        let same = try await world.serving(rows: Self.history, Self.definition(champion: moved)) { engine in
            try await engine.answer(Self.request(1)).get()
        }
        let (third, undone, reply) = try await world.serving(
            rows: Self.history, Self.definition(champion: patient)
        ) { engine in
            let third = try await engine.answer(Self.request(1)).get()
            let reply = await engine.submit(
                Intent(
                    pipeline: Self.name, command: .undo(rollout: 0, revision: 0, version: v1), user: "ann",
                    reason: "the old one was better", time: Timestamp(rawValue: 0)))
            var undone = third
            for _ in 0..<400 where undone.first?.version != v1 {
                undone = try await engine.answer(Self.request(1)).get()
                await Task.yield()
            }
            return (third, undone, reply)
        }

        #expect(first.map(\.version) == [v1] && first.map(\.output) == [Self.yes])
        #expect(same.map(\.version) == [v2] && same.map(\.output) == [.probabilities([0.8, 0.2])])
        #expect(third.map(\.version) == [v2], "who waits longer for it asks the same model")
        #expect(reply == .done("v1 comes back in the place of v2"))
        #expect(undone.map(\.version) == [v1] && undone.map(\.output) == [Self.yes])
    }

    @Test mutating func aTrafficPlaneBesideAModelElsewhereIsRefused() async throws {
        world.traffic = TrafficPlane(
            router: SimulatedRouter(), engine: .socket(path: "engine"), address: { .socket(path: "\($0)-\($1)") },
            launch: { _, _ in })
        let engine = world.engine(.live)

        for definition in [Self.definition(champion: Self.other), Self.definition(candidate: Self.other)] {
            let refusal = await #expect(throws: EngineError.self) {
                try await engine.add(definition) { position throws(SourceError) in
                    SyntheticStream(drift: .none, rows: 10, noise: 0.1, seed: 7, resumingAt: position)
                }
            }
            #expect(
                refusal?.description
                    == "synthetic: other at http://127.0.0.1:8090 is asked by the engine itself, which a "
                    + "traffic plane passes by; remove serve.traffic, or the url")
        }
    }

    @Test func aTesterIsToldThatTheCandidateDidNotAnswer() async throws {
        let answer = try await world.serving(rows: Self.history, Self.definition(candidate: Self.other)) { engine in
            _ = try await feed(engine) { if case .ramping = $0 { true } else { false } }
            remotes.answer("other") { _ in .failure(.malformed("byte 0")) }
            return await engine.answer(Self.request(1, arm: .candidate))
        }

        guard case .failure(.unanswered(_, Self.other, .malformed("byte 0"))) = answer else {
            Issue.record("\(answer)")
            return
        }
    }

    @Test func aReplayInLockstepIsRefusedWithWhatToDoInstead() async throws {
        let engine = world.engine(.lockstep)
        let refusal = await #expect(throws: EngineError.self) {
            try await engine.add(Self.definition(champion: Self.other)) { position throws(SourceError) in
                SyntheticStream(drift: .none, rows: 10, noise: 0.1, seed: 7, resumingAt: position)
            }
        }

        #expect(refusal?.description.hasSuffix("or take the url out of the file for the replay") == true)
    }
}
