import Domain
import Simulation
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
