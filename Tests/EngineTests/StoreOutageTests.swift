import Domain
import Synchronization
import Testing
import Tracking

@testable import Engine

/// A store that does not take what is written for a while: callers are answered, and nothing is lost or written twice.
struct StoreOutageTests {
    private static let name = PipelineName(rawValue: "synthetic")
    private static let full = StoreError("flywheel.db: the disk is full; make room")

    /// How many commits it still refuses, and how many it has refused.
    private final class Outage: Sendable {
        private let counts = Mutex((left: 0, refused: 0))

        func begin(_ commits: Int) { counts.withLock { $0.left = commits } }

        func refusal() -> StoreError? {
            counts.withLock { counts in
                guard counts.left > 0 else { return nil }
                counts.left -= 1
                counts.refused += 1
                return StoreOutageTests.full
            }
        }

        var refused: Int { counts.withLock { $0.refused } }
    }

    private static func request(_ rows: Int) -> PredictionRequest {
        PredictionRequest(
            model: name, arm: nil,
            rows: (0..<rows).map { _ in PredictionRequest.Row(values: [.number(0.1), .number(0.5)]) })
    }

    private static func definition() -> PipelineDefinition {
        var definition = World.definition()
        definition.triggers = []
        return definition
    }

    @Test func goesOnAfterAFewCommitsThatFailed() async throws {
        let world = try World()
        let outage = Outage()
        world.watched.watch { _ in outage.refusal() }

        let (answers, replies) = try await world.serving(rows: 600, Self.definition()) { engine in
            outage.begin(4)
            var answers: [ServedPrediction] = []
            while outage.refused < 4 {
                answers += try engine.predict(Self.request(1)).get()
                await Task.yield()
            }
            answers += try engine.predict(Self.request(40)).get()
            let replies = await engine.take(
                answers.map { Feedback(id: $0.id, truth: .category("1")) }, for: Self.name)
            while engine.snapshot().problem != nil { await Task.yield() }
            return (answers, replies)
        }

        #expect(outage.refused == 4)
        #expect(replies.allSatisfy { $0 == .accepted })
        let stored = try world.store.labelledEvents(
            LabelledEventQuery(
                pipeline: Self.name, throughSequence: .max, events: 1_000_000...Int64.max, limit: 100_000,
                skipping: nil, excluded: []))
        #expect(stored.map(\.labelled.event.id) == answers.map(\.id), "each once, in order")
    }

    @Test func feedbackInAnOutageIsAnsweredWhenItIsWritten() async throws {
        let world = try World()
        let outage = Outage()
        world.watched.watch { _ in outage.refusal() }

        let (reply, again) = try await world.serving(rows: 600, Self.definition()) { engine in
            let id = try engine.predict(Self.request(1)).get()[0].id
            outage.begin(3)
            let reply = await engine.take([Feedback(id: id, truth: .category("1"))], for: Self.name)
            return (reply, await engine.take([Feedback(id: id, truth: .category("1"))], for: Self.name))
        }

        #expect(reply == [.accepted])
        #expect(again == [.duplicate])
        #expect(outage.refused == 3)
    }

    @Test func aCommandInAnOutageIsRefusedAndNotHalfDone() async throws {
        let world = try World()
        let outage = Outage()
        world.watched.watch { _ in outage.refusal() }
        let intent = Intent(
            pipeline: Self.name, command: .pauseAutomation, user: "ann", reason: "", time: Timestamp(rawValue: 0))

        let (first, second) = try await world.serving(rows: 600, Self.definition()) { engine in
            outage.begin(2)
            let first = await engine.carryOut(intent)
            let second = await engine.carryOut(intent)
            while engine.snapshot().problem != nil { await Task.yield() }
            return (first, second)
        }

        #expect(first == .refused("not recorded yet: \(Self.full)"))
        #expect([.refused("not recorded yet: \(Self.full)"), .done("automation is off")].contains(second))
        let audits = try world.store.audits(Self.name, since: nil, limit: 100_000).filter { $0.actor == "ann" }
        #expect((1...2).contains(audits.count))
    }

    @Test func endsWhereTheStoreFailsMoreOftenThanTheFileAllows() async throws {
        let world = try World()
        let outage = Outage()
        world.watched.watch { _ in outage.refusal() }
        var definition = Self.definition()
        definition.canary.guards.errorLimit = 7

        var failure: (any Error)?
        do {
            try await world.serving(rows: 600, definition) { engine in
                outage.begin(.max)
                _ = try engine.predict(Self.request(1)).get()
                while engine.model(Self.name)?.isReady == true { await Task.yield() }
            }
        } catch {
            failure = error
        }

        #expect(failure is EngineError)
        #expect(outage.refused == 8, "the first, and seven more tries")
    }
}
