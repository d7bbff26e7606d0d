import Domain
import Foundation
import TestSupport
import Testing

@testable import Connectors

struct EnvoyRouterTests {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "flywheel-envoy-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private func router(adminPort: Int = 1) -> EnvoyRouter {
        EnvoyRouter(
            EnvoySettings(
                directory: folder.path, adminHost: "127.0.0.1", adminPort: adminPort,
                engine: .socket(path: "/run/engine.sock")))
    }

    private func suite(_ router: EnvoyRouter) -> TrafficRouterSuite {
        TrafficRouterSuite(router, addresses: [.socket(path: "/run/v1.sock"), .host("127.0.0.1", port: 9)]) { _ in [] }
    }

    private func text(_ name: String) throws -> String {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }

    @Test func writesTheCandidateFirstSoThatTheLowestBucketsAreIts() async throws {
        let router = router()

        try await router.set(suite(router).split(500, 7))

        let routes = try text("routes.json")
        #expect(
            routes.contains(
                #"[{"name":"flywheel/suite/v2","weight":500},{"name":"flywheel/suite/v1","weight":9500}]"#))
        #expect(routes.contains(#""substitution":"suite/1/\\0""#))
        #expect(routes.contains(#""version_info":"7""#))
        let clusters = try text("clusters.json")
        #expect(clusters.contains(#""pipe":{"path":"/run/v1.sock"}"#))
        #expect(clusters.contains(#""address":"127.0.0.1","port_value":9"#))
        #expect(clusters.contains(#""path":"/run/engine.sock""#))
    }

    @Test func neverLetsAnOlderSplitTakeTheNewersPlace() async throws {
        let router = router()
        try await router.set(suite(router).split(0, 9))
        let before = try text("routes.json")

        try await router.set(suite(router).split(5_000, 8))

        #expect(try text("routes.json") == before)
    }

    @Test func leavesNothingBesideItsTwoFiles() async throws {
        let router = router()
        for step in 1...5 { try await router.set(suite(router).split(step * 100, Int64(step))) }

        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
                == ["clusters.json", "routes.json"])
    }

    @Test func saysWhereItCannotWrite() async throws {
        let lost = EnvoyRouter(
            EnvoySettings(
                directory: "/nowhere", adminHost: "127.0.0.1", adminPort: 1, engine: .host("127.0.0.1", port: 8_080)))
        let split = suite(lost).split(0, 1)

        await #expect(
            throws: TrafficError(
                "/nowhere/clusters.json: cannot be written: No such file or directory; "
                    + "make the folder, and give this user the right to write there")
        ) { try await lost.set(split) }
    }

    @Test func saysThatNobodyAnswersAtTheAdminInterface() async throws {
        let port = PlainConnection.freePort()

        await #expect(
            throws: TrafficError(
                "Envoy's admin interface at 127.0.0.1:\(port) does not answer: Connection refused; "
                    + "start Envoy, or mend serve.envoy_admin")
        ) { _ = try await router(adminPort: port).reading(of: TrafficRouterSuite.pipeline) }
    }

    @Test(.enabled(if: EnvoyProcess.binary != nil, "FLYWHEEL_TEST_ENVOY names no Envoy: left out"))
    func keepsThePromisesOfATrafficPlaneWithARealEnvoy() async throws {
        let ports = (0..<4).map { _ in PlainConnection.freePort() }
        let router = router(adminPort: ports[0])
        let addresses = ports[2...].map { TrafficAddress.host("127.0.0.1", port: $0) }
        let bootstrap = EnvoyBootstrap(
            folder: folder.path, adminPort: ports[0], port: ports[1], answers: [("v1", ports[2]), ("v2", ports[3])])
        try router.prepare()
        let envoy = try EnvoyProcess(configuration: bootstrap.text, adminPort: ports[0], in: folder)
        let connection = try PlainConnection(port: ports[1])

        let suite = TrafficRouterSuite(router, addresses: addresses) { requests in
            try requests.map { request in
                let answer = try connection.ask(
                    "POST", "/v2/models/suite/infer", headers: [("X-Flywheel-Unit", "user \(request)")], body: "{}")
                return ModelVersion(rawValue: answer.body == "v2" ? 2 : 1)
            }
        }

        #expect(try await suite.violations() == [])
        envoy.stop()
    }

    @Test(.enabled(if: EnvoyProcess.binary != nil, "FLYWHEEL_TEST_ENVOY names no Envoy: left out"))
    func anArmThatATesterAsksForIsNotCounted() async throws {
        let ports = (0..<4).map { _ in PlainConnection.freePort() }
        let router = router(adminPort: ports[0])
        let addresses = ports[2...].map { TrafficAddress.host("127.0.0.1", port: $0) }
        let bootstrap = EnvoyBootstrap(
            folder: folder.path, adminPort: ports[0], port: ports[1], answers: [("v1", ports[2]), ("v2", ports[3])])
        try router.prepare()
        let envoy = try EnvoyProcess(configuration: bootstrap.text, adminPort: ports[0], in: folder)
        let suite = TrafficRouterSuite(router, addresses: addresses) { _ in [] }
        var found: [String] = []
        try await suite.put(0, 1, &found)
        let connection = try PlainConnection(port: ports[1])

        let asked = try connection.ask(
            "POST", "/v2/models/suite/infer", headers: [("X-Flywheel-Arm", "candidate")], body: "{}")
        let pinned = try connection.ask("POST", "/v2/models/suite/versions/2/infer", body: "{}")
        let other = try connection.ask("POST", "/v2/models/suite/infer", body: "{}")

        #expect(found == [])
        #expect([asked.body, pinned.body, other.body] == ["v2", "v2", "v1"])
        let reading = try await router.reading(of: TrafficRouterSuite.pipeline)
        #expect(reading.requests == [TrafficRouterSuite.new: 0, TrafficRouterSuite.old: 1])
        envoy.stop()
    }
}
