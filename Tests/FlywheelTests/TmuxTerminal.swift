import Foundation
import TestSupport
import Testing

/// A real terminal for the real program: a tmux server of its own, read as text.
final class TmuxTerminal {
    private let socket: String

    /// Starts the program in a new terminal of this size.
    init(_ name: String, columns: Int, rows: Int, program: URL, arguments: [String]) throws {
        socket = "flywheel-\(name)-\(ProcessInfo.processInfo.processIdentifier)"
        let command = ([program.path] + arguments).map { "'\($0)'" }.joined(separator: " ")
        _ = try tmux(
            "-f", "/dev/null", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)",
            "env LANG=C.UTF-8 LC_ALL=C.UTF-8 \(command); echo ended $?; cat")
    }

    /// What the screen shows now.
    func text() throws -> String {
        try tmux("capture-pane", "-p")
    }

    func press(_ keys: String...) throws {
        _ = try tmux(["send-keys"] + keys)
    }

    /// Sends a signal to the program on the terminal.
    func kill(_ signal: String) throws {
        let shell = try tmux("display-message", "-p", "#{pane_pid}").trimmingCharacters(in: .whitespacesAndNewlines)
        _ = try run(["pkill", "-\(signal)", "-P", shell, "-x", "flywheel"])
    }

    /// Whether the alternate screen is on, the cursor is shown, the mouse is taken.
    func modes() throws -> String {
        try tmux("display-message", "-p", "#{alternate_on} #{cursor_flag} #{mouse_any_flag}")
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Reads the screen until the text stands on it; every look takes a process, so that nothing spins.
    func waitFor(_ text: String, seconds: Double = 90, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let end = Date().addingTimeInterval(seconds)
        var screen = ""
        while Date() < end {
            screen = try self.text()
            if screen.contains(text) { return }
        }
        Issue.record("\"\(text)\" did not appear:\n\(screen)", sourceLocation: sourceLocation)
        throw CancellationError()
    }

    /// Takes the terminal away, and with it whatever still runs on it.
    func end() throws {
        _ = try tmux("kill-server")
    }

    private func tmux(_ arguments: String...) throws -> String {
        try tmux(arguments)
    }

    private func tmux(_ arguments: [String]) throws -> String {
        try run(["tmux", "-L", socket] + arguments)
    }

    private func run(_ words: [String]) throws -> String {
        try ChildProcess.run(words).output
    }
}
