import ArgumentParser
import Domain
import Foundation
import TestSupport
import Testing

@testable import flywheel

/// Files that go and files that stay, of a real engine's workspace.
struct GarbageTests {
    private struct Report: Decodable {
        struct Row: Decodable {
            var kind: String
            var removed: Int
            var kept: Int
        }

        var is_dry_run: Bool
        var rows: [Row]
    }

    private func report(_ program: CommandLineProgram, _ arguments: String...) throws -> Report {
        let outcome = try ChildProcess.run(
            [TestWorkspace.program.path, "gc", program.workspace.folder.path, "--json"] + arguments)
        #expect(outcome.status == 0, "\(outcome)")
        return try JSONDecoder().decode(Report.self, from: Data(outcome.output.utf8))
    }

    @Test func takesWhatNoVersionNeedsAndTheEngineGoesOn() throws {
        let program = CommandLineProgram(
            workspace: try TestWorkspace(
                name: "garbage", data: TestWorkspace.turning(at: 400, rows: 5_000),
                pipeline: TestWorkspace.turningPipeline))
        let engine = try program.startEngine()
        try program.wait("v1 serves") { try program.status().pipelines.first?.champion == "v1" }
        #expect(try program.run("retrain", "--reason", "a test").status == 0)
        try program.waitForCanary("ramping 1")
        let refused = try ChildProcess.run([TestWorkspace.program.path, "gc", program.workspace.folder.path])
        #expect(refused.status == 3)
        #expect(refused.errors.hasPrefix("refused: "))
        #expect(refused.errors.contains("an engine runs here already"))
        // While its search is open, all of it is needed; a restart later no checkpoint knows it any more.
        #expect(try report(program, "--dry-run", "--runs", "0s").rows.allSatisfy { $0.removed == 0 })
        #expect(try program.run("rollback").status == 0)
        try program.wait("the canary is over") { try program.status().pipelines.first?.canary == nil }
        #expect(try program.run("stop").status == 0)
        engine.waitUntilExit()
        try restartAndStop(program)

        let folders = ArtifactFolders(state: program.place.stateDirectory)
        let before = try folders.files()
        let stray = program.place.stateDirectory + "/models/" + String(repeating: "f", count: 64)
        try Data("x".utf8).write(to: URL(filePath: stray))
        let dry = try report(program, "--dry-run", "--runs", "0s")
        let young = try report(program, "--dry-run", "--runs", "4000d")
        #expect(dry.is_dry_run && dry.rows.map(\.kind) == ["datasets", "models"])
        // Both versions' datasets stay, and of the search's models those of trials that nobody chose go.
        #expect(dry.rows[0].removed == 0 && dry.rows[0].kept == 2)
        #expect(dry.rows[1].removed > young.rows[1].removed)
        #expect(young.rows[1].removed == 1, "the stray one")
        #expect(try folders.files().count == before.count + 1)

        // A kill after the first file leaves the rest to the next.
        let plan = try GarbageCollection(state: program.place.stateDirectory).plan(keeping: .zero)
        try folders.remove(try #require(plan.removed.first))
        let done = try report(program, "--runs", "0s")
        #expect(!done.is_dry_run && done.rows[1].removed == plan.removed.count - 1)
        #expect(try folders.files() == plan.kept)
        #expect(try report(program, "--runs", "0s").rows.allSatisfy { $0.removed == 0 })

        // What serves, what was rolled back, and what both came from are as they were.
        let again = try program.startEngine()
        let refit = try program.run("runs", "--csv", "--where", "kind = refit").output.split(separator: ",")
        #expect(try program.run("reproduce", String(try #require(refit.first { Int($0) != nil }))).status == 0)
        #expect(try program.run("retry", "--model", "v2", "--reason", "a test").status == 0)
        try program.waitForCanary("ramping 1")
        #expect(try program.run("stop").status == 0)
        again.waitUntilExit()
        try program.workspace.remove()
    }

    private func restartAndStop(_ program: CommandLineProgram) throws {
        let engine = try program.startEngine()
        #expect(try program.run("stop").status == 0)
        engine.waitUntilExit()
    }

    @Test(arguments: [(["gc", "--runs", "soon"], "--runs is soon; use a time such as 30d or 12h")])
    func saysWhatIsWrong(words: [String], sentence: String) {
        let error = #expect(throws: (any Error).self) { try Flywheel.parseAsRoot(words) }

        #expect(error.map { Flywheel.message(for: $0) } == sentence)
    }
}
