import Foundation
import TestSupport
import Testing

@testable import flywheel

/// The real program over HTTP: a row that breaks a rule, and labels without a prediction.
struct QuarantinedRequestTests {
    private func ask(_ port: Int, _ path: String, _ body: String) throws -> (status: Int?, text: String) {
        let outcome = try ChildProcess.run([
            "timeout", "60", "curl", "-s", "-w", "\n%{http_code}", "-d", body,
            "127.0.0.1:\(port)/v2/models/stream/\(path)",
        ])
        let lines = outcome.output.split(separator: "\n").map(String.init)
        return (lines.last.flatMap { Int($0) }, lines.dropLast().joined())
    }

    @Test func saysThatARowIsQuarantinedAndKeepsItsLabel() throws {
        let port = PlainConnection.freePort()
        let workspace = try TestWorkspace(
            name: "quarantined", data: TestWorkspace.turning(at: 900, rows: 900),
            pipeline: TestWorkspace.turningPipeline.replacing("speed: 50/s, preroll_rows: 900, ", with: ""))
        try "serve: {port: \(port)}\n".write(
            to: workspace.folder.appending(path: "flywheel.yaml"), atomically: true, encoding: .utf8)
        let program = CommandLineProgram(workspace: workspace)
        let engine = try program.startEngine()
        try program.wait("v1 serves") { try program.status().pipelines.first?.champion == "v1" }

        let answer = try ask(
            port, "infer",
            #"{"inputs": [{"name": "rows", "shape": [1, 2], "datatype": "FP64", "data": [7, 0.5]}]}"#)
        #expect(answer.status == 200)
        #expect(
            answer.text.contains(#""quarantined":"range: first is 7.0, allowed is -1.0 to 1.0""#), "\(answer.text)")
        let id = try #require(answer.text.firstMatch(of: /"prediction_id":"(stream\.\d+)"/)).1
        let label = try ask(port, "feedback", #"{"id": "\#(id)", "truth": "1"}"#)
        #expect(label.status == 202)
        #expect(label.text.contains("is in quarantine (range: first is 7.0"), "\(label.text)")
        #expect(label.text.contains(":release "))

        let row = try #require(answer.text.firstMatch(of: /"prediction_id":"stream\.(\d+)"/)).1
        #expect(try program.run("quarantine").output.contains("range: first is 7.0"))
        #expect(try program.run("quarantine", "release", "424242").errors.contains("stream has no row 424242"))
        #expect(try program.run("quarantine", "release", "10").errors.contains("it counts already"))
        #expect(try program.run("quarantine", "release", "\(row)").output == "stream: row \(row) released\n")
        #expect(try program.run("quarantine", "drop", "\(row)").status == 3)
        #expect(try program.run("quarantine", "list", "--json").output.contains(#""released""#))

        let orphan = try ask(port, "feedback", #"{"id": "stream.777777", "truth": "1"}"#)
        #expect(orphan.status == 202)
        #expect(orphan.text.contains("no such prediction is known"), "\(orphan.text)")

        #expect(try program.run("stop").status == 0)
        engine.waitUntilExit()
        try workspace.remove()
    }
}
