import CPlatform
import Foundation
import Glibc

/// A program that runs beside the measurement; whoever starts it ends it.
final class StartedProcess {
    let number: pid_t
    private let log: URL
    private var end: flywheel_exit?

    /// Starts a program, found on the PATH where its name has no slash; both its outputs go to a file.
    ///
    /// - Parameters:
    ///   - words: The program and its arguments.
    ///   - log: The file, made anew.
    ///   - environment: Variables beside this process' own.
    /// - Throws: ``BenchError`` with the system's reason.
    init(_ words: [String], log: URL, environment: [String: String] = [:]) throws {
        self.log = log
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        let variables = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        var lines: [UnsafeMutablePointer<CChar>?] = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in arguments + lines { free(text) } }
        let output = open(log.path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        defer { close(output) }
        var number: pid_t = 0
        let failed = flywheel_start(&arguments, &lines, [-1, output, output], &number)
        guard failed == 0 else {
            throw BenchError("\(words[0]) cannot be started: \(String(cString: strerror(failed)))")
        }
        self.number = number
    }

    deinit {
        if end == nil { finish(with: SIGKILL) }
    }

    /// What it has said so far.
    var said: String { String(decoding: FileManager.default.contents(atPath: log.path) ?? Data(), as: UTF8.self) }

    var figures: ProcessFigures { ProcessFigures(number) }

    /// Whether it has not ended by itself.
    var isRunning: Bool { end == nil && figures.residentBytes > 0 }

    /// Sends a signal and waits for the end.
    ///
    /// - Returns: Exit code, or minus the signal that ended it.
    @discardableResult
    func finish(with signal: Int32) -> Int32 {
        if let end { return end.status }
        kill(number, signal)
        return wait()
    }

    /// Waits for the end.
    ///
    /// - Returns: Exit code, or minus the signal that ended it.
    @discardableResult
    func wait() -> Int32 {
        if let end { return end.status }
        var result = flywheel_exit()
        if flywheel_reap(number, &result) != 0 { result.status = -1 }
        end = result
        return result.status
    }
}
