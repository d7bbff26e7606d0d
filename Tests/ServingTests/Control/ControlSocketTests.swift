import Dispatch
import Domain
import Foundation
import Glibc
import Synchronization
import Testing

@testable import Serving

/// A server and its client over a real socket, with an engine that the test holds.
struct ControlSocketTests {
    private let scratch: ScratchSocket
    private let engine = FakeEngine()
    private let loans = PipelineName(rawValue: "loans")

    init() throws {
        scratch = try ScratchSocket()
    }

    private func intent(reason: String) -> Intent {
        Intent(
            pipeline: loans, command: .approve(rollout: 1, revision: 4), user: "ada", reason: reason,
            time: Timestamp(rawValue: 11))
    }

    @Test func greetsWithTheEnginesProcessAndWorkspace() throws {
        let server = try ControlServer(path: scratch.path, link: engine) {}
        defer { server.close() }

        let client = try ControlClient(path: scratch.path)

        #expect(client.engine.process == getpid())
        #expect(client.engine.workspace == "bank")
        #expect(client.snapshot() == engine.snapshot())
    }

    @Test func letsOnlyTheOwnerIn() throws {
        let server = try ControlServer(path: scratch.path, link: engine) {}
        defer { server.close() }

        var status = stat()
        #expect(stat(scratch.path, &status) == 0)
        #expect(status.st_mode & 0o777 == 0o600)
    }

    @Test func reachesASocketWhosePathNoAddressHolds() throws {
        let deep = try ScratchSocket(depth: 6)
        let server = try ControlServer(path: deep.path, link: engine) {}
        defer { server.close() }

        #expect(deep.path.utf8.count > 107)
        #expect(try ControlClient(path: deep.path).engine.workspace == "bank")
    }

    @Test func takesThePlaceOfADeadEnginesSocket() throws {
        #expect(FileManager.default.createFile(atPath: scratch.path, contents: nil))

        let server = try ControlServer(path: scratch.path, link: engine) {}
        defer { server.close() }

        #expect(try ControlClient(path: scratch.path).engine.workspace == "bank")
    }

    @Test func handsIntentsOverAndBringsTheReplyBack() async throws {
        let server = try ControlServer(path: scratch.path, link: engine) {}
        defer { server.close() }
        // The engine's answer waits for its turn among all tests that run beside it.
        let client = try ControlClient(.unix(path: scratch.path), intentPatience: 3_000)

        #expect(await client.submit(intent(reason: "looks good")) == .done("done: looks good"))
        #expect(await client.submit(intent(reason: "")) == .refused("say why"))
        #expect(engine.intents == [intent(reason: "looks good"), intent(reason: "")])
    }

    @Test func tellsBothAcknowledgementsOfARollBackAsTheyCome() async throws {
        let server = try ControlServer(path: scratch.path, link: engine) {}
        defer { server.close() }
        let client = try ControlClient(.unix(path: scratch.path), intentPatience: 3_000)
        var rollBack = intent(reason: "worse")
        rollBack.command = .rollBack(version: ModelVersion(rawValue: 2))

        let steps = Mutex<[IntentStep]>([])
        let (reply, isTold) = try await client.send(rollBack) { step in steps.withLock { $0.append(step) } }
        let linked = Mutex<[IntentStep]>([])
        await client.submit(intent(reason: "")) { step in linked.withLock { $0.append(step) } }

        #expect(reply == .done("done: worse") && isTold)
        #expect(steps.withLock { $0 } == [.effective, .recorded(.done("done: worse"))])
        #expect(linked.withLock { $0 } == [.recorded(.refused("say why"))])
        #expect(try await client.send(rollBack) == .done("done: worse"), "who asks for no steps is told none")
    }

    @Test func readsHistoryWithNumbersThatJSONHasNoWordFor() throws {
        let server = try ControlServer(path: scratch.path, link: engine) {}
        defer { server.close() }
        let history = try ControlClient(path: scratch.path).history

        let points = try history.points(loans, limit: 10)

        #expect(points.count == 1)
        #expect(points.first?.served?.isNaN == true)
        #expect(points.first?.ghost == .infinity)
        #expect(points.first?.noChange == nil)
        #expect(try history.triggers(loans, limit: 1) == [FakeHistory.trigger])
        #expect(try history.alerts(loans, limit: 1) == [FakeHistory.alert])
        #expect(try history.audits(loans, since: Timestamp(rawValue: 8), limit: 3).count == 3)
        #expect(try history.pipelines() == [loans])
        #expect(try history.definition(of: loans) == nil)
        #expect(try history.runs(loans, limit: 1).isEmpty && history.versions(loans, limit: 1).isEmpty)
        let condition = try RunConditionParser.condition(
            "mae < 3 and (linear.rate > 1 or version = 2)", task: .regression)
        let page = try history.runs(RunQuery(pipeline: loans, condition: condition, offset: 4, limit: 3))
        #expect(page == RunPage(runs: [], matches: 7), "the condition, the offset and the limit came over")
        #expect(try history.sources(ofRun: 1, in: loans) == nil)
        #expect(try history.rollouts(loans, limit: 1).isEmpty && history.quarantined(loans, limit: 1).isEmpty)
    }

    @Test func repeatsWhatTheStoreSays() throws {
        let server = try ControlServer(path: scratch.path, link: engine) {}
        defer { server.close() }
        let history = try ControlClient(path: scratch.path).history

        #expect(throws: StoreError("flywheel.db: it is damaged; restore a copy")) {
            try history.audits(PipelineName(rawValue: "damaged"), since: nil, limit: 1)
        }
    }

    @Test func refusesAnAnswerThatIsTooLongAndGoesOn() throws {
        let server = try ControlServer(path: scratch.path, link: engine) {}
        defer { server.close() }
        let connection = try ControlConnection(path: scratch.path)

        #expect {
            try connection.ask(.history(query: .audits(of: loans, since: nil, limit: 600_000)))
        } throws: {
            "\($0)".hasSuffix("more than 67108864; ask for fewer rows")
        }
        #expect(try connection.ask(.history(query: .pipelines)) == .history(answer: .pipelines(names: [loans])))
    }

    @Test func answersAtOnceWhereTheSnapshotIsAnotherThanTheOneKnown() throws {
        let server = try ControlServer(path: scratch.path, link: engine) {}
        defer { server.close() }
        let connection = try ControlConnection(path: scratch.path)

        #expect(try connection.ask(.snapshot(since: 900, seconds: 30)) == .snapshot(newest: engine.snapshot()))
        #expect(try connection.ask(.snapshot(since: 7, seconds: 0)) == .unchanged)
    }

    @Test func wakesWhoWaitsForTheNextSnapshot() async throws {
        let server = try ControlServer(path: scratch.path, link: engine) {}
        defer { server.close() }
        let client = try ControlClient(path: scratch.path)
        let (changes, continuation) = AsyncStream<Void>.makeStream()

        client.follow { continuation.yield() }
        engine.change { $0.caption = "v2 waits" }
        server.announce()
        for await _ in changes where client.snapshot().caption == "v2 waits" { break }

        #expect(client.snapshot() == engine.snapshot())
        client.close()
    }

    @Test func saysThatTheEngineIsGoneAndFindsTheNextOne() async throws {
        let first = try ControlServer(path: scratch.path, link: engine) {}
        let client = try ControlClient(path: scratch.path)
        let (changes, continuation) = AsyncStream<Void>.makeStream()
        client.follow { continuation.yield() }
        var arrivals = changes.makeAsyncIterator()

        first.close()
        while client.snapshot().problem == nil { await arrivals.next() }
        #expect(client.snapshot().problem == "the engine does not answer any more; trying again until it does")
        #expect(client.snapshot().caption == "all is well")

        let restarted = FakeEngine()
        let second = try ControlServer(path: scratch.path, link: restarted) {}
        while client.snapshot().problem != nil { await arrivals.next() }
        #expect(client.snapshot() == restarted.snapshot())
        client.close()
        second.close()
    }

    @Test func stopsTheEngineAndWaitsForItsEnd() throws {
        let asked = DispatchSemaphore(value: 0)
        let server = try ControlServer(path: scratch.path, link: engine) { asked.signal() }
        Thread.detachNewThread {
            asked.wait()
            server.close()
        }

        #expect(try ControlClient(path: scratch.path).stop(seconds: 30))

        #expect(!FileManager.default.fileExists(atPath: scratch.path))
        #expect(throws: ControlError.noEngine(socket: scratch.path)) { try ControlClient(path: scratch.path) }
    }

    @Test func saysThatADrainTakesLonger() throws {
        let server = try ControlServer(path: scratch.path, link: engine) {}
        defer { server.close() }

        #expect(try !ControlClient(path: scratch.path).stop(seconds: 0.05))
    }

    @Test func passesTheReplaysFactorOn() throws {
        let server = try ControlServer(path: scratch.path, link: engine) {}
        defer { server.close() }
        let connection = try ControlConnection(path: scratch.path)

        #expect(try connection.ask(.setReplayFactor(factor: 2.5)) == .done)
        #expect(throws: ControlError.badFrame("a factor of inf")) {
            try connection.ask(.setReplayFactor(factor: .infinity))
        }
        #expect(engine.factors == [2.5])
    }
}
