import Foundation
import Synchronization
import TestSupport
import Testing

@testable import flywheel

/// The real program, with models of other servers on the loopback.
struct RemoteModelProgramTests {
    private static let question = """
        {"inputs": [{"name": "first", "shape": [1], "datatype": "FP64", "data": [0.5]},
          {"name": "second", "shape": [1], "datatype": "FP64", "data": [-0.25]}]}
        """

    private static func workspace(_ name: String, _ port: Int, _ lines: String = "") throws -> TestWorkspace {
        let pipeline = TestWorkspace.turningPipeline.replacing("speed: 50/s, preroll_rows: 900, ", with: "")
        let workspace = try TestWorkspace(
            name: name, data: TestWorkspace.turning(at: 4_000, rows: 900), pipeline: "\(pipeline)\n\(lines)\n")
        try "serve: {port: \(port)}\n".write(
            to: workspace.folder.appending(path: "flywheel.yaml"), atomically: true, encoding: .utf8)
        return workspace
    }

    /// Everything after the prediction's own name.
    private static func outputs(_ answer: PlainConnection.Answer) -> Substring? {
        answer.body.range(of: "\"outputs\"").map { answer.body[$0.lowerBound...] }
    }

    @Test func oneEngineAnswersForAnotherUntilItIsGone() throws {
        let (near, far) = (PlainConnection.freePort(), PlainConnection.freePort())
        let server = CommandLineProgram(workspace: try Self.workspace("far", far))
        let remote = try server.startEngine()
        try server.wait("a first version") { try server.status().pipelines.first?.champion == "v1" }
        let program = CommandLineProgram(
            workspace: try Self.workspace(
                "near", near, "champion: {url: \"http://127.0.0.1:\(far)\", model: stream, timeout: 10s}"))
        let engine = try program.startEngine()
        try program.wait("the file's champion") { try program.status().pipelines.first?.champion == "v1" }

        let own = try PlainConnection(port: far).ask("POST", "/v2/models/stream/infer", body: Self.question)
        let told = try PlainConnection(port: near).ask("POST", "/v2/models/stream/infer", body: Self.question)
        #expect(try server.run("stop").status == 0)
        remote.waitUntilExit()
        let gone = try PlainConnection(port: near).ask("POST", "/v2/models/stream/infer", body: Self.question)

        #expect(told.status == 200, "\(told)")
        #expect(Self.outputs(told) == Self.outputs(own) && Self.outputs(told) != nil)
        #expect(told.body.contains(#""arm":"champion","version":"v1""#))
        #expect(gone.status == 503)
        #expect(
            gone.body
                == #"{"error":"v1 is stream at http://127.0.0.1:\#(far): it cannot be reached: connection refused"}"#)
        #expect(try program.run("stop").status == 0)
        engine.waitUntilExit()
        try server.workspace.remove()
        try program.workspace.remove()
    }

    @Test func aSlowChampionIsAGatewayTimeoutThatIsCountedAndAlerted() throws {
        let port = PlainConnection.freePort()
        let server = ScriptedServer { $0.line.hasPrefix("POST") ? .silence : .json(404, "{}") }
        defer { server.stop() }
        let program = CommandLineProgram(
            workspace: try Self.workspace(
                "slow", port, "champion: {url: \"http://127.0.0.1:\(server.port)\", model: stream, timeout: 100ms}"))
        let engine = try program.startEngine()
        let caller = try PlainConnection(port: port)
        try program.wait("it is ready") { try caller.ask("GET", "/v2/models/stream/ready").status == 200 }

        let answers = try (0..<3).map { _ in
            try caller.ask("POST", "/v2/models/stream/infer", body: Self.question)
        }
        try program.wait("an alert") { try program.run("alerts").output.contains("model-server") }
        let metrics = try caller.ask("GET", "/metrics").body
        server.answer(Self.answer)
        try program.wait("answers") {
            try caller.ask("POST", "/v2/models/stream/infer", body: Self.question).status == 200
        }

        #expect(answers.map(\.status) == [504, 504, 504])
        let sentence = "v1 is stream at http://127.0.0.1:\(server.port): it did not answer within 100ms"
        #expect(answers.last?.body == #"{"error":"\#(sentence)"}"#)
        #expect(answers.last?.head.contains("Retry-After: 1") == true)
        #expect(
            metrics.contains(
                #"flywheel_predictions_total{pipeline="stream",version="v1",arm="champion",code="504"} 3"#))
        #expect(
            metrics.contains(#"flywheel_remote_failures_total{pipeline="stream",version="v1",failure="timed_out"} "#))
        #expect(try program.run("stop").status == 0)
        engine.waitUntilExit()
        try program.workspace.remove()
    }

    /// Answers with as many rows as it is asked for.
    private static func answer(_ request: ScriptedServer.Request) -> ScriptedServer.Reply {
        guard request.line.hasPrefix("POST") else { return .json(404, "{}") }
        let shape = request.body.components(separatedBy: "\"shape\":[").dropFirst().first ?? "1"
        let rows = Int(shape.prefix { $0.isNumber }) ?? 1
        let shares = Array(repeating: "0.25,0.75", count: rows).joined(separator: ",")
        return .json(
            200,
            #"{"outputs":[{"name":"probabilities","shape":[\#(rows),2],"datatype":"FP64","data":[\#(shares)]}]}"#)
    }

    @Test(arguments: ["refuses", "is silent", "talks nonsense"])
    func aCandidateThatErrsIsRolledBackAndNobodyNotices(how: String) throws {
        let port = PlainConnection.freePort()
        let server = ScriptedServer(Self.answer)
        defer { server.stop() }
        let program = CommandLineProgram(
            workspace: try Self.workspace(
                "errs-\(how.count)", port, "candidate: {url: \"http://127.0.0.1:\(server.port)\", timeout: 1s}"))
        let engine = try program.startEngine()
        let caller = try PlainConnection(port: port)
        try program.wait("a ramp") {
            _ = try caller.ask("POST", "/v2/models/stream/infer", body: Self.question)
            return try program.status().pipelines.first?.canary?.state.hasPrefix("ramping") == true
        }

        server.answer { _ in
            switch how {
            case "refuses": .json(500, #"{"error":"no memory"}"#)
            case "is silent": .silence
            default: .json(200, #"{"outputs":[{"name":"probabilities","shape":[1,2],"datatype":"FP64","data":[7,9]}]}"#)
            }
        }
        let statuses = Mutex<Set<Int>>([])
        let fallbacks = Mutex(0)
        try program.wait("a roll back") {
            let answer = try caller.ask("POST", "/v2/models/stream/infer", body: Self.question)
            statuses.withLock { _ = $0.insert(answer.status) }
            if answer.body.contains(#""fallback":"#) { fallbacks.withLock { $0 += 1 } }
            return try program.run("history", "--json").output.contains("questions unanswered, 1.0 % allowed")
        }

        #expect(statuses.withLock { $0 } == [200])
        #expect(fallbacks.withLock { $0 } > 0)
        #expect(try program.status().pipelines.first?.champion == "v2")
        #expect(try program.run("stop").status == 0)
        engine.waitUntilExit()
        try program.workspace.remove()
    }
}
