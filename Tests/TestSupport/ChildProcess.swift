import CPlatform
package import Foundation
import Glibc
import Synchronization

/// A program that a test starts, waited for with `waitpid` alone.
///
///     let engine = try ChildProcess.start(["flywheel", "run", folder])
///     engine.waitUntilExit()
///     let listing = try ChildProcess.run(["ls", folder]).output
///
/// Foundation's `Process` is not for tests that run side by side: it learns of an end when the last copy of a socket closes
/// that it hands to the child, and a child that another thread starts meanwhile inherits that copy. Two engines that hold
/// each other's sockets were waited for, for ever. These children inherit three descriptors and nothing else.
package final class ChildProcess: Sendable {
    /// How a program ended, and what it said.
    package struct Outcome: Sendable {
        /// Exit code, or minus the signal that ended it.
        package var status: Int32
        package var output: String
        package var errors: String
    }

    /// A program that cannot be started.
    package struct NotStarted: Error, CustomStringConvertible {
        package let description: String
    }

    package let processIdentifier: Int32
    private let status = Mutex<Int32?>(nil)

    private init(_ processIdentifier: Int32) {
        self.processIdentifier = processIdentifier
    }

    /// Starts a program, found on the PATH where its name has no slash, in this process' environment.
    ///
    /// - Parameters:
    ///   - words: The program and its arguments.
    ///   - output: Where its standard output goes; the null device for nil.
    ///   - errors: Where its standard error goes; the null device for nil.
    /// - Returns: The running program.
    /// - Throws: ``NotStarted`` with the system's reason.
    package static func start(
        _ words: [String], output: FileHandle? = nil, errors: FileHandle? = nil
    ) throws(NotStarted) -> ChildProcess {
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        let descriptors = [-1, output?.fileDescriptor ?? -1, errors?.fileDescriptor ?? -1]
        var pid: pid_t = 0
        let failed = flywheel_start(&arguments, nil, descriptors, &pid)
        guard failed == 0 else {
            throw NotStarted(description: "\(words.first ?? "nothing"): \(String(cString: strerror(failed)))")
        }
        return ChildProcess(pid)
    }

    /// Runs a program to its end; what outlives it may hold its output open and is not waited for.
    ///
    /// - Throws: ``NotStarted``, or an error of reading what it said.
    package static func run(_ words: [String]) throws -> Outcome {
        let (output, errors) = (memoryFile(), memoryFile())
        let status = try start(words, output: output, errors: errors).waitUntilExit()
        return Outcome(status: status, output: try text(output), errors: try text(errors))
    }

    private static func memoryFile() -> FileHandle {
        FileHandle(fileDescriptor: flywheel_memory_file(), closeOnDealloc: true)
    }

    private static func text(_ file: FileHandle) throws -> String {
        try file.seek(toOffset: 0)
        return String(decoding: try file.readToEnd() ?? Data(), as: UTF8.self)
    }

    /// Whether it has not ended yet.
    package var isRunning: Bool {
        status.withLock { status in
            guard status == nil else { return false }
            var end = siginfo_t()
            return waitid(P_PID, id_t(processIdentifier), &end, WEXITED | WNOHANG | WNOWAIT) == 0 && end.si_signo == 0
        }
    }

    /// Asks it to end, as a service manager does; nothing where the end has been awaited.
    package func terminate() {
        status.withLock { status in
            if status == nil { kill(processIdentifier, SIGTERM) }
        }
    }

    /// Waits for the end, which another thread may await too.
    ///
    /// - Returns: Exit code, or minus the signal that ended it.
    @discardableResult
    package func waitUntilExit() -> Int32 {
        status.withLock { status in
            if let status { return status }
            var end = flywheel_exit()
            let known = flywheel_reap(processIdentifier, &end) == 0 ? end.status : -1
            status = known
            return known
        }
    }

    /// As ``waitUntilExit()`` gives it.
    package var terminationStatus: Int32 { waitUntilExit() }
}
