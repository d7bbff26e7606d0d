import Foundation
import TestSupport
import Testing

@testable import flywheel

/// The real program answers requests: README's lines, as they are written.
struct ServingTests {
    /// The demo's electricity pipeline on its first rows, read to their end at once.
    private func program() throws -> CommandLineProgram {
        let file = TestWorkspace.root.appending(path: "demo-data/pipelines/electricity.yaml")
        let text = try String(contentsOf: file, encoding: .utf8)
            .replacing("speed: 50/s, preroll_rows: 1750, ", with: "")
        let workspace = try TestWorkspace(
            name: "electricity", data: TestWorkspace.electricity(rows: 1_500),
            pipeline: text.replacing("electricity.csv", with: "stream.csv"), pipelineName: "electricity")
        try "serve: {port: 0}\n".write(
            to: workspace.folder.appending(path: "flywheel.yaml"), atomically: true, encoding: .utf8)
        return CommandLineProgram(workspace: workspace)
    }

    /// The block of README after a marker, asked of the port that was free.
    private func lines(after marker: String, port: String) throws -> String {
        let readme = try String(contentsOf: TestWorkspace.root.appending(path: "README.md"), encoding: .utf8)
        let block = try #require(readme.components(separatedBy: "<!-- \(marker) -->\n").dropFirst().first)
        let parts = block.components(separatedBy: "```")
        return String(parts[1].drop { $0 != "\n" }).replacing("8080", with: port)
    }

    private func output(of executable: String, _ arguments: [String]) throws -> (status: Int32, text: String) {
        let outcome = try ChildProcess.run(["timeout", "100", executable] + arguments)
        return (outcome.status, outcome.output + outcome.errors)
    }

    @Test func readmesClientsWorkAsWritten() throws {
        let program = try program()
        let log = program.workspace.folder.appending(path: "log")
        #expect(FileManager.default.createFile(atPath: log.path, contents: nil))
        let engine = try program.startEngine(errors: FileHandle(forWritingTo: log))
        try program.wait("v1 serves") { try program.status().pipelines.first?.champion == "v1" }
        let said = try String(contentsOf: log, encoding: .utf8)
        let port = try #require(said.firstMatch(of: /127\.0\.0\.1:(\d+)/)).1

        let curl = try output(of: "bash", ["-c", lines(after: "serve-curl", port: String(port))])
        #expect(curl.status == 0)
        #expect(curl.text.contains("\"prediction_id\":\"electricity."))
        #expect(curl.text.contains("accepted") || curl.text.contains("202"), "\(curl.text)")
        let metrics = try output(of: "curl", ["-s", "127.0.0.1:\(port)/metrics"])
        #expect(metrics.text.contains("flywheel_predictions_total{"))

        let python = ProcessInfo.processInfo.environment["FLYWHEEL_TEST_PYTHON"] ?? "python3"
        if try output(of: python, ["-c", "import tritonclient.http"]).status == 0 {
            let client = try output(of: python, ["-c", lines(after: "serve-python", port: String(port))])
            #expect(client.status == 0, "\(client.text)")
            #expect(client.text.contains("electricity."))
        } else {
            print("README's Python client left out: there is no tritonclient[http] here")
        }

        #expect(try program.run("stop").status == 0)
        engine.waitUntilExit()
        #expect(engine.terminationStatus == 0)
        try program.workspace.remove()
    }
}
