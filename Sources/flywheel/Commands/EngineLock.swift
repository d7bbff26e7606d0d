import Foundation
import Glibc

/// One engine a workspace: a lock that the kernel drops when the process ends, however it ends.
final class EngineLock: Sendable {
    private let descriptor: Int32

    /// - Parameters:
    ///   - file: The lock's.
    ///   - holder: What else may hold it.
    /// - Throws: ``LockError`` where another process holds it, with that process's id.
    init(file: String, holder: String = "an engine") throws(LockError) {
        descriptor = Glibc.open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw LockError("\(file): cannot be opened: \(String(cString: strerror(errno))); check the folder's owner")
        }
        guard Self.takeSoon(descriptor) else {
            let other = Self.process(in: file).map { "\($0)" } ?? "unknown"
            close(descriptor)
            throw LockError(
                "\(file): \(holder) runs here already, process \(other); "
                    + "end it with `flywheel stop` or `kill \(other)`")
        }
        ftruncate(descriptor, 0)
        let text = "\(getpid())"
        _ = text.withCString { pwrite(descriptor, $0, text.utf8.count, 0) }
    }

    /// Tries for a second: somebody may just have looked whether it is held, and a child that a killed engine was just
    /// starting holds it until it is its own program.
    private static func takeSoon(_ descriptor: Int32) -> Bool {
        for _ in 0..<50 {
            if take(descriptor) { return true }
            usleep(20_000)
        }
        return false
    }

    private static func take(_ descriptor: Int32) -> Bool {
        flock(descriptor, LOCK_EX | LOCK_NB) == 0
    }

    /// Process that holds the lock; nil where nobody does.
    static func holder(of file: String) -> Int32? {
        let descriptor = Glibc.open(file, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        return flock(descriptor, LOCK_SH | LOCK_NB) == 0 ? nil : process(in: file)
    }

    private static func process(in file: String) -> Int32? {
        FileManager.default.contents(atPath: file).flatMap { Int32(String(decoding: $0, as: UTF8.self)) }
    }

    deinit {
        close(descriptor)
    }

    /// Lets another take it; the kernel does the same when the process ends.
    func release() {
        flock(descriptor, LOCK_UN)
    }
}

/// Another engine has the workspace.
struct LockError: Error, CustomStringConvertible {
    var description: String

    init(_ description: String) {
        self.description = description
    }
}
