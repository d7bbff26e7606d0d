import CPlatform
import Foundation
import Glibc

/// The program on a terminal of its own: what it draws is counted, keys can be pressed.
final class TerminalSession {
    private let pid: pid_t
    private let terminal: Int32
    private(set) var bytes = 0
    private(set) var text: [UInt8] = []

    init(_ program: URL, _ arguments: [String], columns: Int, rows: Int, state: URL) throws {
        var environment = ProcessInfo.processInfo.environment
        environment["TERM"] = "xterm-256color"
        environment["COLORTERM"] = "truecolor"
        environment["LC_ALL"] = "C.UTF-8"
        environment["XDG_STATE_HOME"] = state.path
        var words: [UnsafeMutablePointer<CChar>?] = ([program.path] + arguments).map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer {
            for word in words + variables { free(word) }
        }
        var pid: pid_t = 0
        var terminal: Int32 = -1
        let failed = flywheel_spawn_on_terminal(&words, &variables, Int32(columns), Int32(rows), &pid, &terminal)
        guard failed == 0 else { throw BenchError("cannot start on a terminal: \(String(cString: strerror(failed)))") }
        self.pid = pid
        self.terminal = terminal
    }

    func press(_ keys: String) {
        _ = keys.withCString { write(terminal, $0, strlen($0)) }
    }

    /// Reads what is drawn for so long; gives the seconds until the first byte, or nil where none came.
    @discardableResult
    func watch(seconds: Double, untilFirstByte: Bool = false) -> Double? {
        let start = ContinuousClock.now
        var first: Double?
        while true {
            let passed = Self.seconds(since: start)
            guard passed < seconds else { return first }
            var source = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
            guard poll(&source, 1, Int32(max(1, (seconds - passed) * 1_000))) > 0 else { continue }
            var buffer = [UInt8](repeating: 0, count: 65_536)
            let count = read(terminal, &buffer, buffer.count)
            guard count > 0 else { return first }
            bytes += count
            text += buffer[..<count]
            first = first ?? Self.seconds(since: start)
            if untilFirstByte { return first }
        }
    }

    /// Processor seconds of the thread that draws, by the name that it gives itself.
    func drawingSeconds() throws -> Double {
        let tasks = "/proc/\(pid)/task"
        let thread = try FileManager.default.contentsOfDirectory(atPath: tasks).first { task in
            FileManager.default.contents(atPath: "\(tasks)/\(task)/comm") == Data("screen\n".utf8)
        }
        guard let thread else { throw BenchError("no thread of the program is named screen") }
        return ProcessFigures(pid, thread: thread).processorSeconds
    }

    /// Processor seconds of the whole program.
    var allSeconds: Double { ProcessFigures(pid).processorSeconds }

    /// Ends the program and waits for it.
    func end() {
        kill(pid, SIGTERM)
        watch(seconds: 10)
        var status: Int32 = 0
        waitpid(pid, &status, 0)
        close(terminal)
    }

    static func seconds(since start: ContinuousClock.Instant) -> Double {
        let duration = start.duration(to: .now).components
        return Double(duration.seconds) + Double(duration.attoseconds) / 1e18
    }
}
