import Domain
import Foundation
import Testing

@testable import Serving

struct PredictionServerTests {
    private let path: String

    init() {
        path = FileManager.default.temporaryDirectory.appending(path: "fw-\(UUID().uuidString.prefix(8)).sock").path
    }

    @Test func answersOnAUnixSocketOfItsOwner() async throws {
        try await ServedWorld.with(ServingSettings(socket: path)) { world async throws in
            #expect(world.addresses == [.unix(path: path)])
            #expect(try await world.ask("POST", "/v2/models/traffic/infer", .oneRow).status == 200)
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
        }

        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func takesTheFreePortItWasGiven() async throws {
        try await ServedWorld.with(ServingSettings(host: "localhost", socket: path)) { world async throws in
            guard case .tcp("localhost", let port) = world.addresses[0] else {
                Issue.record("no TCP address")
                return
            }
            #expect(port > 0)
            #expect(world.addresses.count == 2)
            await #expect(throws: ServingError.alreadyStarted) { try await world.server.start() }
        }
    }

    @Test func refusesTheSocketOfALiveServer() async throws {
        try await ServedWorld.with(ServingSettings(socket: path)) { world async throws in
            await #expect(throws: ServingError.socketInUse(path: path)) {
                try await ServedWorld.with(ServingSettings(socket: path)) { _ in }
            }
            #expect(try await world.ask("GET", "/v2/health/live").status == 200)
        }
    }

    @Test func removesTheSocketOfADeadServerButNoOtherFile() async throws {
        let left = try UnixSocketFile(path: path)
        close(left.descriptor)
        try await ServedWorld.with(ServingSettings(socket: path)) { world async throws in
            #expect(try await world.ask("GET", "/v2/health/live").status == 200)
        }

        try Data("mine".utf8).write(to: URL(filePath: path))
        await #expect(throws: ServingError.notASocket(path: path)) {
            try await ServedWorld.with(ServingSettings(socket: path)) { _ in }
        }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "mine")
        try FileManager.default.removeItem(atPath: path)
    }

    @Test(arguments: ["0.0.0.0", "::", "192.0.2.1"])
    func refusesAnOpenAddressWithoutAllTokens(host: String) async throws {
        let settings = ServingSettings(host: host, tokens: [.predict: ["a"], .read: ["b"]])

        let error = await #expect(throws: ServingError.self) { try await ServedWorld.with(settings) { _ in } }

        #expect(
            error?.description
                == "serve.host: \(host) is reached by other machines, and anybody may feedback, control; "
                + "give a token for each, or listen on 127.0.0.1")
    }

    @Test func listensOnAnOpenAddressWithAllTokens() async throws {
        let tokens = Dictionary(uniqueKeysWithValues: ServingSettings.Permission.allCases.map { ($0, ["t-\($0)"]) })

        try await ServedWorld.with(ServingSettings(host: "0.0.0.0", tokens: tokens)) { world async throws in
            #expect(try await world.ask("GET", "/v2/health/live").status == 200)
            #expect(try await world.ask("GET", "/v2").status == 401)
        }
    }

    @Test func refusesEmptyTokensAndAddressesInUse() async throws {
        await #expect(throws: ServingError.emptyToken(.predict)) {
            try await ServedWorld.with(.loopback(tokens: [.predict: ["a", ""]])) { _ in }
        }
        try await ServedWorld.with { world async throws in
            guard case .tcp(_, let port) = world.addresses[0] else { return }
            let error = await #expect(throws: ServingError.self) {
                try await ServedWorld.with(ServingSettings(host: "127.0.0.1", port: port)) { _ in }
            }
            #expect(error?.description.hasPrefix("serve: cannot listen on 127.0.0.1:\(port): ") == true)
        }
    }

    @Test func answersWhatIsUnderWayBeforeItEnds() async throws {
        try await ServedWorld.with { world async throws in
            world.service.holdFeedback()
            let (busy, idle, halfway) = (try world.client(), try world.client(), try world.client())
            await idle.send(ServedWorld.request("GET", "/v2/health/live", []))
            #expect(try await idle.receive().status == 200)
            let row = ServedWorld.request("POST", "/v2/models/traffic/infer", Array(String.oneRow.utf8))
            await halfway.send(ServedWorld.request("GET", "/v2/health/live", []) + row.dropLast(5))
            #expect(try await halfway.receive().status == 200)
            let label = Array(#"{"id":"traffic.1","truth":"up"}"#.utf8)
            await busy.send(ServedWorld.request("POST", "/v2/models/traffic/feedback", label))
            await waitUntil { !world.service.feedback.isEmpty }

            async let stopped: Void = world.server.stop()
            #expect(try await idle.receiveEnd().isEmpty)
            #expect(throws: RawClient.Problem.cannotConnect) { try world.client() }
            world.service.releaseFeedback()
            let answer = try await busy.receive()
            await halfway.send(Array(row.suffix(5)))
            await stopped

            #expect(answer.status == 202)
            #expect(answer.headers["connection"] == "close")
        }
    }

    @Test func cutsWhatDoesNotEnd() async throws {
        try await ServedWorld.with(.loopback(limits: .init(drainSeconds: 0.05))) { world async throws in
            world.service.holdFeedback()
            let client = try world.client()
            let label = Array(#"{"id":"traffic.1","truth":"up"}"#.utf8)
            await client.send(ServedWorld.request("POST", "/v2/models/traffic/feedback", label))
            await waitUntil { !world.service.feedback.isEmpty }

            await world.server.stop()

            #expect(try await client.receiveEnd().isEmpty)
            world.service.releaseFeedback()
        }
    }
}
