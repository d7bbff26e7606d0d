import Foundation
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
        _ = try run("pkill", "-\(signal)", "-P", shell, "-x", "flywheel")
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

    /// The server outlives the call: it must not hold this process' pipes open, or whoever reads them waits for ever, nor
    /// keep the signals blocked that this process' threads block.
    private static let afresh =
        "sigprocmask(SIG_SETMASK, POSIX::SigSet->new); POSIX::close($_) for 3..255; exec { $ARGV[0] } @ARGV"

    private func tmux(_ arguments: [String]) throws -> String {
        try run(["tmux", "-L", socket] + arguments)
    }

    private func run(_ words: String...) throws -> String {
        try run(words)
    }

    private func run(_ words: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/perl")
        process.arguments = ["-MPOSIX", "-e", Self.afresh] + words
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }
}
