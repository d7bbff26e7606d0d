import Domain
import Foundation
import Glibc

/// The file `flywheel.log` beside the state: what a program says that has no terminal to say it on.
struct ServiceLog {
    let stateDirectory: String

    /// Whatever is written to standard error goes to the file from here on; nothing changes where it cannot be opened.
    func takeStandardError() {
        take([STDERR_FILENO])
    }

    /// Lets go of a terminal that is gone, whose descriptors give errors.
    func takeEverything() {
        take([STDOUT_FILENO, STDERR_FILENO])
        let nothing = Glibc.open("/dev/null", O_RDONLY | O_CLOEXEC)
        guard nothing >= 0 else { return }
        dup2(nothing, STDIN_FILENO)
        close(nothing)
    }

    /// Writes one line with the time.
    func note(_ text: String) {
        let now = Timestamp(rawValue: Int64(Date().timeIntervalSince1970 * 1_000))
        StandardError.print("\(now) \(text)")
    }

    private func take(_ descriptors: [Int32]) {
        let log = Glibc.open("\(stateDirectory)/flywheel.log", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard log >= 0 else { return }
        for descriptor in descriptors { dup2(log, descriptor) }
        close(log)
    }
}
