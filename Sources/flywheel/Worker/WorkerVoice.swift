import Domain
import Foundation
import Glibc
import Synchronization

/// What a worker says: whole lines, from any of its threads.
final class WorkerVoice: Sendable {
    private static let secondsBetweenBeats: UInt32 = 1

    private let output = Mutex(FileHandle.standardOutput)

    /// Says one thing.
    ///
    /// - Throws: Where nobody listens any more.
    func say(_ message: WorkerMessage) throws {
        let line = try message.line()
        try output.withLock { try $0.write(contentsOf: line) }
    }

    /// Says each second from a thread of its own that the worker lives, whatever it is busy with.
    ///
    /// The worker ends where nobody listens: a connection that is gone leaves no training behind.
    func beginToBeat() {
        let thread = Thread { [self] in
            while true {
                sleep(Self.secondsBetweenBeats)
                do {
                    try say(.beat(bytes: ResidentMemory.bytes(of: getpid())))
                } catch {
                    _exit(1)
                }
            }
        }
        thread.stackSize = 1 << 19
        thread.start()
    }
}
