import Foundation
import TestSupport
import Testing

@testable import flywheel

struct ObservationProgramTests {
    /// README's lines, as they are written, against the real program.
    @Test func readmesObservationIsKeptAndLabelled() throws {
        let port = PlainConnection.freePort()
        let pipeline = TestWorkspace.turningPipeline.replacing("speed: 50/s, preroll_rows: 900, ", with: "")
        let workspace = try TestWorkspace(
            name: "observed", data: TestWorkspace.turning(at: 400, rows: 900),
            pipeline: pipeline + "\nchampion: external\n")
        try "serve: {port: \(port)}\n".write(
            to: workspace.folder.appending(path: "flywheel.yaml"), atomically: true, encoding: .utf8)
        let program = CommandLineProgram(workspace: workspace)
        let engine = try program.startEngine()
        let readme = try String(contentsOf: TestWorkspace.root.appending(path: "README.md"), encoding: .utf8)
        let block = try #require(readme.components(separatedBy: "<!-- observations-curl -->\n").dropFirst().first)
        let lines = String(block.components(separatedBy: "```")[1].drop { $0 != "\n" })
            .replacing("8080", with: "\(port)")

        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["timeout", "60", "bash", "-c", lines]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let said = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()

        #expect(said.contains(#"{"id":"order 17","status":202,"prediction_id":"stream."#))
        #expect(said.contains(#"{"id":"order 17","status":202}"#), "\(said)")
        try program.wait("the screen's word") { try program.status().pipelines.first?.champion == "v1" }
        #expect(try program.run("stop").status == 0)
        engine.waitUntilExit()
        try workspace.remove()
    }
}
