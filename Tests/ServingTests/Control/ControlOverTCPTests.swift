import Domain
import Foundation
import Testing

@testable import Serving

/// The control protocol over TCP: nobody is spoken to without a token.
struct ControlOverTCPTests {
    private static let control = "a token that may steer"
    private static let read = "a token that may only look"
    private let engine = FakeEngine()
    private let loans = PipelineName(rawValue: "loans")

    private func open() throws -> (server: ControlServer, port: Int) {
        let server = try ControlServer(
            ServingSettings.ControlListener(host: "127.0.0.1", port: 0),
            tokens: [.control: [Self.control], .read: [Self.read], .predict: ["a token for predictions"]],
            link: engine
        ) {}
        return (server, try #require(server.port))
    }

    private func address(_ port: Int, _ token: String) -> ControlAddress {
        .tcp(host: "127.0.0.1", port: port, token: token)
    }

    private var intent: Intent {
        Intent(
            pipeline: loans, command: .approve(rollout: 1, revision: 4), user: "ada", reason: "looks good",
            time: Timestamp(rawValue: 11))
    }

    @Test func steersWithATokenForControl() async throws {
        let (server, port) = try open()
        defer { server.close() }

        let client = try ControlClient(address(port, Self.control), intentPatience: 3_000)

        #expect(client.engine.workspace == "bank")
        #expect(client.snapshot() == engine.snapshot())
        #expect(try await client.send(intent) == .done("done: looks good"))
        #expect(try client.history.points(loans, limit: 10).count == 1)
    }

    @Test func looksAndNoMoreWithATokenForReading() async throws {
        let (server, port) = try open()
        defer { server.close() }

        let client = try ControlClient(address(port, Self.read))

        #expect(try client.history.points(loans, limit: 10).count == 1)
        await #expect(throws: ControlError.onlyLooking) { try await client.send(intent) }
        #expect(throws: ControlError.onlyLooking) { try client.stop(seconds: 1) }
        #expect(engine.intents == [])
    }

    @Test(arguments: ["", "a token that may stee", "a token for predictions", "a token that may steer "])
    func speaksToNobodyElse(token: String) throws {
        let (server, port) = try open()
        defer { server.close() }

        #expect(throws: ControlError.badToken) { try ControlClient(address(port, token)) }
    }

    /// A program that knows nothing of tokens sends none.
    @Test func refusesAGreetingWithoutAToken() throws {
        let (server, port) = try open()
        defer { server.close() }
        let channel = FrameChannel(
            descriptor: try TCPSocket.connect(host: "127.0.0.1", port: port), limit: ControlServer.answerLimit)

        try channel.send(Data(#"{"hello":{"version":1}}"#.utf8))

        let answer = try ControlCoder.decode(ControlReply.self, from: try #require(try channel.receive()))
        #expect(answer == .failed(.badToken))
        #expect(try channel.receive() == nil)
    }

    @Test func saysThatNobodyListens() throws {
        let (server, port) = try open()
        server.close()

        #expect(throws: ControlError.noEngine(socket: "127.0.0.1:\(port)")) {
            try ControlClient(address(port, Self.control))
        }
    }
}
