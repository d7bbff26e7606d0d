import Foundation
import Testing

/// The real program on a real terminal, steered by keys and read off the screen.
///
/// The rule of the stream turns round at row 400: version 1, trained before, is wrong from there on, and whatever is
/// trained on the newest rows is right.
struct ScreenTests {
    private static let pipeline = """
        task: classification
        classes: ["0", "1"]
        source: {file: stream.csv, speed: 50/s, preroll_rows: 900, time: time, target: label}
        columns: {first: {type: number, range: [-1, 1]}, second: {type: number, range: [-1, 1]}}
        labels: {delay: 30m}
        initial: {rows: 300, learner: linear}
        search: {trials: 2, windows: [300], holdout_rows: 100, validation_rows: 100, learners: [linear]}
        gates: {replay_every: 1000, replay_rows: 50, replay_drop: 1}
        canary: {steps: [50, 100], min_pairs: 20, min_time: 0s, bake_pairs: 20, margin: 0.9, critical_margin: 0.95}
        triggers:
          - {periodic: 400d}
        """

    @Test func promotesWhatAPersonApprovesAndRemovesWhatAPersonRollsBack() throws {
        let workspace = try TestWorkspace(
            name: "screen", data: TestWorkspace.turning(at: 400, rows: 5_000), pipeline: Self.pipeline)
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

        try terminal.press("q")
        try terminal.waitFor("ended 0")
        try terminal.end()
        try workspace.remove()
    }

    @Test func leavesTheTerminalAsItWas() throws {
        let workspace = try TestWorkspace(
            name: "quit", data: TestWorkspace.turning(at: 400, rows: 400), pipeline: Self.pipeline)
        let terminal = try TmuxTerminal(
            "quit", columns: 80, rows: 24, program: TestWorkspace.program, arguments: ["watch", workspace.folder.path])

        try terminal.waitFor("flywheel")
        try terminal.press("q")
        try terminal.waitFor("ended 0")

        try terminal.end()
        try workspace.remove()
    }

    /// Each signal that may end it: the shell's prompt comes back on a terminal that echoes and shows its cursor.
    @Test(arguments: ["INT", "TERM", "HUP", "QUIT", "SEGV", "ABRT", "ILL", "TRAP"])
    func leavesTheTerminalAsItWasOn(signal: String) throws {
        let workspace = try TestWorkspace(
            name: "signal-\(signal)", data: TestWorkspace.turning(at: 400, rows: 400), pipeline: Self.pipeline)
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

    private func retrain(_ terminal: TmuxTerminal) throws {
        try terminal.press("R")
        try terminal.waitFor("reason")
        try terminal.press("try", "Enter")
    }
}
