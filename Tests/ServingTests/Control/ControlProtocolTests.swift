import Domain
import Foundation
import Testing

@testable import Serving

/// What a server answers to lines that no program of ours would write.
struct ControlProtocolTests {
    private let scratch: ScratchSocket
    private let engine = FakeEngine()

    init() throws {
        scratch = try ScratchSocket()
    }

    /// Sends raw lines and gives everything that comes back, line by line, until the server ends the connection.
    private func answers(to lines: [String]) throws -> [ControlReply] {
        let server = try ControlServer(path: scratch.path, link: engine) {}
        defer { server.close() }
        let channel = FrameChannel(
            descriptor: try UnixSocket.connect(to: scratch.path), limit: ControlServer.answerLimit)
        for line in lines { try channel.send(Data(line.utf8)) }
        var replies: [ControlReply] = []
        while let frame = try channel.receive() {
            replies.append(try ControlCoder.decode(ControlReply.self, from: frame))
        }
        return replies
    }

    @Test(arguments: ["", "hello", "{}", "{\"hello\":{}}", "[[[[", "{\"launch\":{}}", "\u{0}\u{1}", "null"])
    func tellsWhatIsNotOfTheProtocol(line: String) throws {
        #expect(try answers(to: [line]) == [.failed(.badFrame("\"\(line)\""))])
    }

    /// Seeded noise: every line is told to be none of the protocol, and the server goes on.
    @Test(arguments: 0..<50 as Range<UInt64>)
    func survivesNoise(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let line = (0..<Int.random(in: 1...300, using: &generator)).map { _ in
            UInt8.random(in: UInt8.min...UInt8.max, using: &generator)
        }
        let server = try ControlServer(path: scratch.path, link: engine) {}
        defer { server.close() }
        let channel = FrameChannel(descriptor: try UnixSocket.connect(to: scratch.path), limit: 10_000)

        try channel.send(Data(line))

        let frame = try #require(try channel.receive())
        guard case .failed(.badFrame) = try ControlCoder.decode(ControlReply.self, from: frame) else {
            Issue.record("an answer to noise: \(String(decoding: frame, as: UTF8.self))")
            return
        }
        #expect(try ControlClient(path: scratch.path).snapshot() == engine.snapshot())
    }

    /// Cut off anywhere, a request is no other request.
    @Test func refusesEveryBeginningOfARequest() throws {
        let intent = Intent(
            pipeline: PipelineName(rawValue: "loans"), command: .retrain, user: "ada", reason: "why not",
            time: Timestamp(rawValue: 1))
        let whole = try ControlCoder.encode(ControlRequest.submit(intent: intent))

        for count in 0..<whole.count {
            #expect(throws: ControlError.self) {
                try ControlCoder.decode(ControlRequest.self, from: whole.prefix(count))
            }
        }
        #expect(try ControlCoder.decode(ControlRequest.self, from: whole) == .submit(intent: intent))
        #expect(!String(decoding: whole, as: UTF8.self).contains("tellsSteps"), "as an older program writes it")
        let steps = try ControlCoder.encode(ControlRequest.submit(intent: intent, tellsSteps: true))
        #expect(try ControlCoder.decode(ControlRequest.self, from: steps) == .submit(intent: intent, tellsSteps: true))
    }

    @Test func keepsNumbersThatJSONHasNoWordFor() throws {
        var snapshot = engine.snapshot()
        snapshot.pipelines[0].served = .infinity
        snapshot.pipelines[0].details = [NamedValue("kappa", -.infinity), NamedValue("log loss", nil)]
        snapshot.pipelines[0].drift = [
            DriftSnapshot(
                name: "age", stability: .infinity, limit: 0.2, history: [.infinity, 0.1], missingShare: 0,
                reference: [], current: [0.5])
        ]

        let frame = try ControlCoder.encode(ControlReply.snapshot(newest: snapshot))

        #expect(try ControlCoder.decode(ControlReply.self, from: frame) == .snapshot(newest: snapshot))
    }

    @Test func wantsAGreetingFirst() throws {
        #expect(
            try answers(to: ["{\"stop\":{}}"]) == [.failed(.badFrame("a first line other than hello"))])
    }

    @Test func greetsAnotherVersionAndSaysNoMore() throws {
        let replies = try answers(to: ["{\"hello\":{\"version\":99}}", "{\"stop\":{}}"])

        #expect(replies.count == 1)
        guard case .hello(let greeting) = replies.first else {
            Issue.record("no greeting: \(replies)")
            return
        }
        #expect(greeting.version == 1)
    }

    @Test func endsAConnectionThatNamesAnotherThingLater() throws {
        let replies = try answers(to: ["{\"hello\":{\"version\":1}}", "{\"explode\":{}}", "{\"stop\":{}}"])

        #expect(replies.dropFirst() == [.failed(.badFrame("\"{\"explode\":{}}\""))])
    }

    @Test func refusesALineWithoutEnd() throws {
        let long = String(repeating: "x", count: ControlServer.requestLimit + 100_000)
        let server = try ControlServer(path: scratch.path, link: engine) {}
        defer { server.close() }
        let channel = FrameChannel(descriptor: try UnixSocket.connect(to: scratch.path), limit: 10_000)

        // The server may end the connection before it has taken all of it.
        #expect(throws: ControlError.ended) {
            for _ in 0..<20 { try channel.send(Data(long.utf8)) }
        }
        #expect(try ControlClient(path: scratch.path).engine.version == 1)
    }

    @Test func refusesEnginesOfAnotherVersion() throws {
        let listener = try UnixSocket.listen(at: scratch.path)
        Thread.detachNewThread {
            let channel = FrameChannel(descriptor: accept(listener, nil, nil), limit: 10_000)
            do {
                _ = try channel.receive()
                let greeting = #"{"version":2,"snapshotFormat":5,"process":42,"workspace":"bank","new":1}"#
                try channel.send(Data("{\"hello\":{\"_0\":\(greeting)}}".utf8))
            } catch {
                Issue.record(error)
            }
            close(listener)
        }

        #expect(throws: ControlError.otherVersion(engine: 2, program: 1, process: 42)) {
            try ControlClient(path: scratch.path)
        }
    }

    @Test func refusesMoreConnectionsThanItsThreads() throws {
        let server = try ControlServer(path: scratch.path, link: engine) {}
        defer { server.close() }
        let held = try (0..<ControlServer.connectionLimit).map { _ in try ControlConnection(path: scratch.path) }

        #expect(throws: ControlError.tooManyConnections(limit: 64)) { try ControlConnection(path: scratch.path) }
        withExtendedLifetime(held) {}
    }

    @Test func saysWhereNoEngineAnswers() throws {
        #expect(throws: ControlError.noEngine(socket: scratch.path)) { try ControlClient(path: scratch.path) }
        #expect(
            ControlError.noEngine(socket: ".flywheel/engine.sock").description
                == ".flywheel/engine.sock: no engine answers here; start one with `flywheel run`")
    }
}
