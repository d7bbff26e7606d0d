import Foundation
import TestSupport
import Testing

@testable import flywheel

/// Golden cases on the command line, against an engine that runs in the background.
struct GoldenCommandTests {
    @Test func namesListsAndTakesAwayGoldenCases() throws {
        let program = CommandLineProgram(
            workspace: try TestWorkspace(
                name: "golden", data: TestWorkspace.turning(at: 400, rows: 1_000),
                pipeline: TestWorkspace.turningPipeline))
        let engine = try program.startEngine()
        try program.wait("v1 serves") { try program.status().pipelines.first?.champion == "v1" }

        #expect(
            try program.run("golden", "add", "stream.10", "--reason", "the complaint of May").output
                == "stream: golden case 1 is prediction 10, 1 in all\n")
        #expect(try program.run("golden", "add", "10", "--reason", "again").errors.contains("golden case 1 already"))
        #expect(try program.run("golden", "add", "11").errors.contains("give a reason"))
        #expect(
            try program.run("golden", "add", "11", "--reason", "x", "--truth", "2").errors.contains(
                "the truth is 2; give 0, 1"))
        #expect(
            try program.run("golden", "add", "999999", "--reason", "x").errors.contains(
                "there is no prediction 999999 in stream; give the prediction_id"))
        #expect(try program.run("golden", "add", "other.10", "--reason", "x").status == 2)
        #expect(try program.run("golden", "add", "12", "--reason", "by hand", "--truth", "1").status == 0)
        let list = try program.run("golden").output
        #expect(list.contains("the complaint of May"))
        #expect(list.contains("its label"))

        #expect(try program.run("golden", "remove", "1").output == "stream: golden case 1 is taken away, 1 left\n")
        #expect(try program.run("golden", "remove", "1").errors.contains("there is no golden case 1; there are 2"))
        #expect(try program.run("golden", "list", "--json").output.contains("\"removed_by\""))
        #expect(try program.run("history").output.contains("golden case 1 is prediction 10"))

        #expect(try program.run("stop").status == 0)
        engine.waitUntilExit()
        try program.workspace.remove()
    }
}
