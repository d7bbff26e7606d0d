import Domain
import Foundation
import TestSupport
import Testing

@testable import flywheel

/// A real Envoy in front of the real program, configured as README says.
@Suite(
    .serialized, .enabled(if: EnvoyProcess.binary != nil, "FLYWHEEL_TEST_ENVOY names no Envoy: left out"))
struct EnvoyTests {
    private static let row =
        #"{"inputs": [{"name": "rows", "shape": [1, 2], "datatype": "FP64", "data": [0.5, -0.25]}]}"#

    /// README's block after a marker, with other ports and places.
    private func block(_ marker: String, _ replacements: [(String, String)]) throws -> String {
        let readme = try String(contentsOf: TestWorkspace.root.appending(path: "README.md"), encoding: .utf8)
        let block = try #require(readme.components(separatedBy: "<!-- \(marker) -->\n").dropFirst().first)
        var text = String(block.components(separatedBy: "```")[1].drop { $0 != "\n" })
        for (old, new) in replacements {
            #expect(text.contains(old))
            text = text.replacing(old, with: new)
        }
        return text
    }

    private func program(_ name: String, _ settings: String, pipeline: String) throws -> CommandLineProgram {
        let workspace = try TestWorkspace(
            name: name, data: TestWorkspace.turning(at: 400, rows: 20_000), pipeline: pipeline)
        try settings.write(
            to: workspace.folder.appending(path: "flywheel.yaml"), atomically: true, encoding: .utf8)
        return CommandLineProgram(workspace: workspace)
    }

    @Test func endsTLSInFrontOfTheEngine() throws {
        let ports = (0..<3).map { _ in PlainConnection.freePort() }
        let program = try program(
            "envoy-tls", "serve: {port: \(ports[0])}\n", pipeline: TestWorkspace.turningPipeline)
        let folder = program.workspace.folder
        let engine = try program.startEngine()
        try program.wait("v1 serves") { try program.status().pipelines.first?.champion == "v1" }
        #expect(try output(of: "cd \(folder.path) && \(block("envoy-certificate", []))").status == 0)
        let bootstrap = try block(
            "envoy-tls",
            [
                ("9901", "\(ports[1])"), ("8443", "\(ports[2])"), ("8080", "\(ports[0])"),
                ("filename: certificate.pem", "filename: \(folder.path)/certificate.pem"),
                ("filename: key.pem", "filename: \(folder.path)/key.pem"),
            ])
        let envoy = try EnvoyProcess(configuration: bootstrap, adminPort: ports[1], in: folder)

        let ready = try output(
            of: "curl -s --cacert \(folder.path)/certificate.pem https://localhost:\(ports[2])/v2/health/ready")
        let answer = try output(
            of: "curl -s --cacert \(folder.path)/certificate.pem -d '\(Self.row)' "
                + "https://localhost:\(ports[2])/v2/models/stream/infer")
        let plain = try output(of: "curl -s http://localhost:\(ports[2])/v2/health/ready")

        #expect(ready.text == #"{"ready":true,"live":true}"#)
        #expect(answer.text.contains(#""prediction_id":"stream."#))
        #expect(plain.status != 0)
        envoy.stop()
        #expect(try program.run("stop").status == 0)
        engine.waitUntilExit()
        try program.workspace.remove()
    }

    @Test func carriesACanaryFromItsFirstRequestToItsRollBackAndTheNextOneToItsPromotion() async throws {
        let ports = (0..<2).map { _ in PlainConnection.freePort() }
        // A step takes so long that the weight can be held while callers are asked.
        let pipeline = TestWorkspace.turningPipeline
            .replacing("steps: [50, 100], min_pairs: 20", with: "steps: [20, 50, 100], min_pairs: 400")
            // Most of what is asked through Envoy here gets no label.
            .replacing("gates: {", with: "gates: {advisory: [data], ")
        let program = try program(
            "envoy",
            "serve: {socket: engine.http, traffic: envoy, envoy_directory: plane, envoy_admin: \"127.0.0.1:\(ports[0])\"}\n",
            pipeline: pipeline)
        let plane = program.workspace.folder.appending(path: "plane")
        let first = try program.startEngine()
        let bootstrap = try block(
            "envoy-traffic",
            [("9901", "\(ports[0])"), ("8081", "\(ports[1])"), ("/dev/shm/flywheel", plane.path)])
        let envoy = try EnvoyProcess(configuration: bootstrap, adminPort: ports[0], in: program.workspace.folder)
        try program.wait("v1's own server answers") { try shares(plane)["v1"] == 10_000 && isServed("v1", plane) }
        let callers = try Callers(port: ports[1])
        #expect(try Set(callers.versions(1...50)) == ["v1"])

        // Servers go on without their engine, and tell the next one everything.
        kill(first.processIdentifier, SIGKILL)
        first.waitUntilExit()
        #expect(try Set(callers.versions(1...50)) == ["v1"])
        let engine = try program.startEngine()
        let late = try callers.feedback()
        #expect(late.status == 202, "\(late)")

        #expect(try program.run("retrain", "--reason", "a test").status == 0)
        try program.waitForCanary("ramping 1")
        #expect(try program.run("hold").status == 0)
        try program.wait("the first step") { try shares(plane)["v2"] == 2_000 }
        try program.wait("Envoy follows") { try callers.versions(1...400).contains("v2") }
        let fifth = try callers.versions(1...400)
        #expect(abs(fifth.count { $0 == "v2" } - 80) < 40)
        #expect(try callers.versions(1...400) == fifth)
        #expect(try program.run("resume").status == 0)
        try program.waitForCanary("ramping 2")
        #expect(try program.run("hold").status == 0)
        try program.wait("the second step") { try shares(plane)["v2"] == 5_000 }
        try program.wait("Envoy follows") { try callers.versions(1...400).count { $0 == "v2" } > 140 }
        let half = try callers.versions(1...400)
        #expect(abs(half.count { $0 == "v2" } - 200) < 50)
        #expect(zip(fifth, half).allSatisfy { $0 == "v1" || $1 == "v2" }, "somebody moved back")

        let told = try callers.feedback()
        #expect(told.status == 202, "\(told)")
        #expect(try program.run("rollback", "--reason", "a feeling").status == 0)
        try program.wait("Envoy has let go") { try !callers.versions(1...50).contains("v2") }
        #expect(try Set(callers.versions(1...400)) == ["v1"])

        #expect(try program.run("canary", "retry", "--reason", "it was a misclick").status == 0)
        #expect(try program.run("resume", "--automation").status == 0)
        try program.waitForCanary("awaiting promotion")
        #expect(try program.run("approve", "--reason", "earned").status == 0)
        try program.wait("v2 serves") { try program.status().pipelines.first?.champion == "v2" }
        try program.wait("v2 answers all") { try Set(callers.versions(1...50)) == ["v2"] }
        #expect(try Set(callers.versions(1...400)) == ["v2"])

        #expect(try program.run("stop").status == 0)
        engine.waitUntilExit()
        #expect(engine.terminationStatus == 0)
        #expect(EngineLock.holder(of: plane.appending(path: "stream-v2.sock.lock").path) == nil)
        envoy.stop()
        try program.workspace.remove()
    }

    /// The weights that Envoy was told, by version.
    private func shares(_ plane: URL) throws -> [String: Int] {
        let text = try String(contentsOf: plane.appending(path: "routes.json"), encoding: .utf8)
        let found = text.matches(of: /"name":"flywheel\/stream\/(v\d+)","weight":(\d+)/)
        return Dictionary(found.map { (String($0.1), Int($0.2) ?? 0) }, uniquingKeysWith: { first, _ in first })
    }

    private func isServed(_ version: String, _ plane: URL) throws -> Bool {
        try String(contentsOf: plane.appending(path: "clusters.json"), encoding: .utf8)
            .contains("stream-\(version).sock")
    }

    private func output(of line: String) throws -> (status: Int32, text: String) {
        let outcome = try ChildProcess.run(["timeout", "60", "bash", "-c", line])
        return (outcome.status, outcome.output)
    }

    /// Callers behind Envoy, each a unit.
    private final class Callers {
        private let connection: PlainConnection
        private var lastID = ""

        init(port: Int) throws {
            connection = try PlainConnection(port: port)
        }

        /// Who answered each.
        func versions(_ units: ClosedRange<Int>) throws -> [String] {
            try units.map { unit in
                let answer = try connection.ask(
                    "POST", "/v2/models/stream/infer", headers: [("X-Flywheel-Unit", "user \(unit)")],
                    body: EnvoyTests.row)
                let found = answer.body.firstMatch(of: /"prediction_id":"([^"]+)".*"version":"(v\d+)"/)
                guard let found else { throw PlainConnection.Failure(description: "\(answer)") }
                lastID = String(found.1)
                return String(found.2)
            }
        }

        /// Tells the label of the newest answer, again while its prediction is on its way.
        func feedback() throws -> PlainConnection.Answer {
            while true {
                let answer = try connection.ask(
                    "POST", "/v2/models/stream/feedback", body: #"{"id": "\#(lastID)", "truth": "1"}"#)
                if answer.status != 503 { return answer }
            }
        }
    }
}
