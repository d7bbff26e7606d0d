import Foundation
import Glibc

/// One engine a workspace: a lock that the kernel drops when the process ends, however it ends.
final class EngineLock: Sendable {
    private let descriptor: Int32

    /// - Throws: ``LockError`` where another process holds it, with that process's id.
    init(file: String) throws(LockError) {
        descriptor = Glibc.open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw LockError("\(file): cannot be opened: \(String(cString: strerror(errno))); check the folder's owner")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let other = FileManager.default.contents(atPath: file).map { String(decoding: $0, as: UTF8.self) } ?? ""
            close(descriptor)
            throw LockError("\(file): an engine runs here already, process \(other); stop it first (kill \(other))")
        }
        ftruncate(descriptor, 0)
        let text = "\(getpid())"
        _ = text.withCString { pwrite(descriptor, $0, text.utf8.count, 0) }
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
