import Connectors
import Domain
import Foundation
import Glibc

/// How long a weight takes from the router's call to the first answer by it, through a real Envoy.
///
/// Two listeners of the same Envoy stand in for the model servers, so that nothing is measured but the plane. One caller asks
/// without a pause over one kept connection; the time ends when the first answer of the other version has come back.
struct EnvoyBench {
    private static let changes = 200
    private static let pipeline = PipelineName(rawValue: "bench")

    /// What `FLYWHEEL_TEST_ENVOY` names; nil where that is no program.
    private static var binary: String? {
        let path = ProcessInfo.processInfo.environment["FLYWHEEL_TEST_ENVOY"]
        return path.flatMap { access($0, X_OK) == 0 ? $0 : nil }
    }

    /// The figures, and what was left out.
    ///
    /// - Throws: Where Envoy does not start or answer.
    func figures() async throws -> (figures: [Figure], skipped: [String]) {
        guard let binary = Self.binary else {
            return ([], ["weight changes through Envoy: FLYWHEEL_TEST_ENVOY names no program"])
        }
        let folder = try ScratchFolder("envoy")
        let ports = try (0..<4).map { _ in try CallerConnection.freePort() }
        let file = folder.url.appending(path: "envoy.yaml")
        try bootstrap(folder.url.path, ports).write(to: file, atomically: true, encoding: .utf8)
        let router = EnvoyRouter(
            EnvoySettings(
                directory: folder.url.path, adminHost: "127.0.0.1", adminPort: ports[0],
                engine: .host("127.0.0.1", port: ports[2])))
        try router.prepare()
        let envoy = Process()
        envoy.executableURL = URL(filePath: binary)
        envoy.arguments = ["-c", file.path, "--concurrency", "1", "--disable-hot-restart", "-l", "off"]
        envoy.standardOutput = FileHandle.nullDevice
        envoy.standardError = FileHandle.nullDevice
        try envoy.run()
        defer { envoy.terminate() }
        var milliseconds = try await measure(router, ports)
        milliseconds.sort()
        try folder.remove()
        let figures = [
            Figure(
                "weight change to its first answer, Envoy, median", milliseconds[milliseconds.count / 2], "ms",
                peer: 10, "the aim, at most"),
            Figure(
                "  slowest hundredth", milliseconds[milliseconds.count * 99 / 100], "ms", peer: 10,
                "the aim, at most"),
        ]
        return (figures, [])
    }

    private func measure(_ router: EnvoyRouter, _ ports: [Int]) async throws -> [Double] {
        try await router.set(split(ports, weight: 0, generation: 1))
        let caller = try CallerConnection.waiting(for: ports[1])
        while try caller.ask("/v2/models/bench/infer") != "v1" {}
        var milliseconds: [Double] = []
        for change in 0..<Self.changes {
            let isNew = change % 2 == 0
            let start = ContinuousClock.now
            try await router.set(split(ports, weight: isNew ? 10_000 : 0, generation: Int64(change + 2)))
            while try caller.ask("/v2/models/bench/infer") != (isNew ? "v2" : "v1") {}
            milliseconds.append(start.duration(to: .now) / .milliseconds(1))
        }
        return milliseconds
    }

    private func split(_ ports: [Int], weight: Int, generation: Int64) -> TrafficSplit {
        TrafficSplit(
            pipeline: Self.pipeline,
            backends: [
                TrafficSplit.Backend(
                    version: ModelVersion(rawValue: 2), role: .candidate, address: .host("127.0.0.1", port: ports[3]),
                    weight: weight),
                TrafficSplit.Backend(
                    version: ModelVersion(rawValue: 1), role: .champion, address: .host("127.0.0.1", port: ports[2]),
                    weight: TrafficSplit.whole - weight),
            ], salt: "bench", generation: generation)
    }

    private func bootstrap(_ folder: String, _ ports: [Int]) -> String {
        let followed =
            "rds: {route_config_name: flywheel, config_source: {resource_api_version: V3, "
            + "path_config_source: {path: \(folder)/routes.json}}}"
        let listeners = [
            listener("flywheel", ports[1], followed), listener("v1", ports[2], answering("v1")),
            listener("v2", ports[3], answering("v2")),
        ]
        return """
            node: {id: flywheel, cluster: flywheel}
            admin: {address: {socket_address: {address: 127.0.0.1, port_value: \(ports[0])}}}
            dynamic_resources:
              cds_config: {resource_api_version: V3, path_config_source: {path: \(folder)/clusters.json}}
            static_resources:
              listeners: [\(listeners.joined(separator: ",\n    "))]

            """
    }

    private func answering(_ text: String) -> String {
        "route_config: {virtual_hosts: [{name: all, domains: ['*'], routes: [{match: {prefix: /}, "
            + "direct_response: {status: 200, body: {inline_string: \(text)}}}]}]}"
    }

    private func listener(_ name: String, _ port: Int, _ routes: String) -> String {
        let types = "type.googleapis.com/envoy.extensions.filters"
        return "{name: \(name), address: {socket_address: {address: 127.0.0.1, port_value: \(port)}}, "
            + "filter_chains: [{filters: [{name: envoy.filters.network.http_connection_manager, typed_config: "
            + "{'@type': \(types).network.http_connection_manager.v3.HttpConnectionManager, stat_prefix: \(name), "
            + "\(routes), http_filters: [{name: envoy.filters.http.router, typed_config: "
            + "{'@type': \(types).http.router.v3.Router}}]}}]}]}"
    }
}
