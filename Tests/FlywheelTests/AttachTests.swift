import Foundation
import TestSupport
import Testing

@testable import flywheel

/// The dashboard on an engine of another process, and engines that lose their terminal.
struct AttachTests {
    private func program(_ name: String) throws -> CommandLineProgram {
        CommandLineProgram(
            workspace: try TestWorkspace(
                name: name, data: TestWorkspace.turning(at: 400, rows: 5_000),
                pipeline: TestWorkspace.turningPipeline))
    }

    private func watch(_ program: CommandLineProgram, _ name: String) throws -> TmuxTerminal {
        try TmuxTerminal(
            name, columns: 110, rows: 30, program: TestWorkspace.program,
            arguments: ["watch", program.workspace.folder.path])
    }

    @Test func steersAnEngineThatGoesOnWhenTheScreenQuits() throws {
        let program = try program("attach")
        let engine = try program.startEngine()
        let terminal = try watch(program, "attach")

        try terminal.waitFor("engine: attached")
        try terminal.press("P")
        try terminal.waitFor("AUTO OFF by")
        try terminal.press("q")
        try terminal.waitFor("ended 0")

        let status = try program.status()
        #expect(status.engine == "running" && status.process == engine.processIdentifier)
        #expect(status.pipelines.first?.automation == "off")
        #expect(try program.run("stop").status == 0)
        engine.waitUntilExit()
        try terminal.end()
        try program.workspace.remove()
    }

    @Test func saysThatTheEngineIsGoneAndFindsTheNextOne() throws {
        let program = try program("reattach")
        let first = try program.startEngine()
        let terminal = try watch(program, "reattach")
        try terminal.waitFor("engine: attached")

        kill(first.processIdentifier, SIGKILL)
        first.waitUntilExit()
        try terminal.waitFor("the engine does not answer any more")
        let second = try program.startEngine()
        try program.wait("the screen follows again") { try !terminal.text().contains("does not answer") }

        try terminal.press("q")
        try terminal.waitFor("ended 0")
        #expect(try program.run("stop").status == 0)
        second.waitUntilExit()
        try terminal.end()
        try program.workspace.remove()
    }

    @Test func goesOnWithoutAScreenWhenTheTerminalGoes() throws {
        let program = try program("hang-up")
        let terminal = try watch(program, "hang-up")
        try terminal.waitFor("engine: here")
        try program.wait("the engine answers") { try program.status().engine == "running" }
        let process = try #require(try program.status().process)

        try terminal.end()
        let log = URL(filePath: "\(program.place.stateDirectory)/flywheel.log")
        try program.wait("a line in the log") {
            _ = try program.status()
            return try String(contentsOf: log, encoding: .utf8).contains("the engine goes on without a screen")
        }

        #expect(try program.status().process == process)
        let again = try watch(program, "hang-up")
        try again.waitFor("engine: attached")
        #expect(try program.run("stop").status == 0)
        #expect(program.place.holder == nil)
        try again.end()
        try program.workspace.remove()
    }

    @Test func endsTheScreenWithItsEngineWhenSomebodyStopsIt() throws {
        let program = try program("stopped")
        let terminal = try watch(program, "stopped")
        try terminal.waitFor("engine: here")
        try program.wait("the engine answers") { try program.status().engine == "running" }

        #expect(try program.run("stop").status == 0)

        try terminal.waitFor("ended 0")
        try terminal.end()
        try program.workspace.remove()
    }
}
