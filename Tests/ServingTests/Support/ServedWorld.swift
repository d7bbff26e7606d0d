import Domain
import Serving

/// A server that listens, and what stands behind it.
struct ServedWorld: Sendable {
    let server: PredictionServer
    let service: FakeService
    let addresses: [BoundAddress]

    /// Runs a server for as long as a test needs it.
    static func with(
        _ settings: ServingSettings = .loopback(), service: FakeService = FakeService(), link: FakeLink = FakeLink(),
        _ body: (ServedWorld) async throws -> Void
    ) async throws {
        let server = PredictionServer(
            settings: settings, service: service, link: link, version: "0.9-test",
            now: { Timestamp(rawValue: 1_790_000_000_000) }, random: { 0x0123_4567_89ab_cdef })
        let world = ServedWorld(server: server, service: service, addresses: try await server.start())
        do {
            try await body(world)
        } catch {
            await server.stop()
            throw error
        }
        await server.stop()
    }

    func client() throws -> RawClient {
        try RawClient(addresses[0])
    }

    /// Sends one request over a connection of its own.
    func ask(
        _ method: String = "POST", _ path: String, _ body: String = "", headers: [String] = []
    ) async throws -> RawAnswer {
        try await ask(method, path, Array(body.utf8), headers: headers)
    }

    func ask(_ method: String, _ path: String, _ body: [UInt8], headers: [String] = []) async throws -> RawAnswer {
        let client = try client()
        await client.send(Self.request(method, path, body, headers: headers))
        return try await client.receive(hasBody: method != "HEAD")
    }

    static func request(_ method: String, _ path: String, _ body: [UInt8], headers: [String] = []) -> [UInt8] {
        var lines = ["\(method) \(path) HTTP/1.1", "Host: test"] + headers
        if !body.isEmpty { lines.append("Content-Length: \(body.count)") }
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body
    }
}

extension ServingSettings {
    /// Beside other tests one may wait long for its turn between two writes: that is no slow caller.
    static func loopback(
        tokens: [Permission: [String]] = [:],
        limits: Limits = Limits(requestSeconds: 120, idleSeconds: 300, drainSeconds: 5)
    ) -> ServingSettings {
        ServingSettings(host: "127.0.0.1", port: 0, tokens: tokens, limits: limits)
    }
}
