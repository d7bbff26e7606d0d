import Foundation
import Testing

/// The real program on a real terminal, steered by keys and read off the screen.
///
/// The rule of the stream turns round at row 400: version 1, trained before, is wrong from there on, and whatever is
/// trained on the newest rows is right.
struct ScreenTests {
    @Test func promotesWhatAPersonApprovesAndRemovesWhatAPersonRollsBack() throws {
        let workspace = try TestWorkspace(
            name: "screen", data: TestWorkspace.turning(at: 400, rows: 5_000), pipeline: TestWorkspace.turningPipeline)
        let terminal = try TmuxTerminal(
            "screen", columns: 100, rows: 30, program: TestWorkspace.program,
            arguments: ["watch", workspace.folder.path])

        try terminal.waitFor("· deployed")
        try retrain(terminal)
        try terminal.waitFor("v2 waits 50 %")
        try terminal.press("A")
        try terminal.waitFor("Type yes")
        try terminal.press("yes", "Enter")
        try terminal.waitFor("u stop")
        try terminal.waitFor("v2 frozen")
        try terminal.waitFor("· promoted")

        try retrain(terminal)
        try terminal.waitFor("canary v3 50 %")
        try terminal.press("B")
        try terminal.waitFor("Roll back v3→v2 of stream?")
        try terminal.press("B")
        try terminal.waitFor("AUTO OFF by")
        #expect(try terminal.text().contains("v2 frozen"))

        // All runs come from the store; the last search's best recipe was trained anew, and that version rolled back.
        try terminal.press("2", "z", "r")
        try terminal.waitFor("✓ v2")
        try terminal.press("/", "kind = refit and search = 3", "Enter")
        try terminal.waitFor("search = 3: 1 run")
        try terminal.press("Enter")
        try terminal.waitFor("against v2")
        try terminal.press("Escape")
        try terminal.waitFor("search = 3: 1 run")

        try terminal.press("q")
        try terminal.press("q")
        try terminal.waitFor("ended 0")
        try terminal.end()
        try workspace.remove()
    }

    @Test func leavesTheTerminalAsItWas() throws {
        let workspace = try TestWorkspace(
            name: "quit", data: TestWorkspace.turning(at: 400, rows: 400), pipeline: TestWorkspace.turningPipeline)
        let terminal = try TmuxTerminal(
            "quit", columns: 80, rows: 24, program: TestWorkspace.program, arguments: ["watch", workspace.folder.path])

        try terminal.waitFor("flywheel")
        try terminal.press("q")
        try terminal.waitFor("ended 0")

        try terminal.end()
        try workspace.remove()
    }

    /// Each signal that may end it: the shell's prompt comes back on a terminal that echoes and shows its cursor.
    @Test(arguments: ["INT", "TERM", "QUIT", "SEGV", "ABRT", "ILL", "TRAP"])
    func leavesTheTerminalAsItWasOn(signal: String) throws {
        let workspace = try TestWorkspace(
            name: "signal-\(signal)", data: TestWorkspace.turning(at: 400, rows: 400),
            pipeline: TestWorkspace.turningPipeline)
        let terminal = try TmuxTerminal(
            "signal-\(signal)", columns: 80, rows: 24, program: TestWorkspace.program,
            arguments: ["watch", workspace.folder.path])

        try terminal.waitFor("● stream")
        try terminal.kill(signal)
        try terminal.waitFor("ended ")

        #expect(try terminal.modes() == "0 1 0")
        #expect(try !terminal.text().contains("● stream"))
        try terminal.press("typed")
        try terminal.waitFor("typed")
        try terminal.end()
        try workspace.remove()
    }

    /// A hang-up that somebody sends by hand: the terminal comes back, the engine goes on, and ends when it is asked to.
    @Test func leavesTheTerminalAndGoesOnWithoutAScreenOnHUP() throws {
        let workspace = try TestWorkspace(
            name: "signal-HUP", data: TestWorkspace.turning(at: 400, rows: 400), pipeline: TestWorkspace.turningPipeline
        )
        let terminal = try TmuxTerminal(
            "signal-HUP", columns: 80, rows: 24, program: TestWorkspace.program,
            arguments: ["watch", workspace.folder.path])

        try terminal.waitFor("● stream")
        try terminal.kill("HUP")
        try terminal.waitFor("goes on without a screen")

        #expect(try terminal.modes() == "0 1 0")
        try terminal.kill("TERM")
        try terminal.waitFor("ended 0")
        try terminal.end()
        try workspace.remove()
    }

    private func retrain(_ terminal: TmuxTerminal) throws {
        try terminal.press("R")
        try terminal.waitFor("reason")
        try terminal.press("try", "Enter")
    }
}
