import Dispatch
import Domain
import Foundation
import Glibc
import Synchronization

/// Roll backs that the history does not hold yet, a JSON object a line, in a file that is open from the start.
///
/// The file is empty whenever nothing is outstanding. Writing goes on a thread of its own: a disk that hangs delays the
/// record of a roll back, never the roll back.
final class RollBackFile: RollBackJournal {
    private let descriptor: Int32
    private let queue = DispatchQueue(label: "roll-back file")
    private let waiting: Mutex<[Intent]>

    /// - Throws: ``LockError`` where the file cannot be opened.
    init(file: String) throws(LockError) {
        descriptor = Glibc.open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw LockError("\(file): cannot be opened: \(String(cString: strerror(errno))); check the folder's owner")
        }
        let text = FileManager.default.contents(atPath: file) ?? Data()
        // A line that a crash cut off names no version that got traffic afterwards: the stop itself ended that.
        waiting = Mutex(
            text.split(separator: UInt8(ascii: "\n")).compactMap { line in
                try? JSONDecoder().decode(Intent.self, from: Data(line))
            })
    }

    deinit {
        close(descriptor)
    }

    func note(_ intent: Intent) {
        waiting.withLock { $0.append(intent) }
        save()
    }

    func outstanding() -> [Intent] { waiting.withLock { $0 } }

    func clear(_ intent: Intent) {
        waiting.withLock { waiting in
            if let index = waiting.firstIndex(of: intent) { waiting.remove(at: index) }
        }
        save()
    }

    /// Returns when all that was noted is on the disk.
    func flush() {
        queue.sync {}
    }

    private func save() {
        queue.async { [self] in
            var bytes = Data()
            for intent in outstanding() {
                guard let line = try? JSONEncoder().encode(intent) else { continue }
                bytes += line + [UInt8(ascii: "\n")]
            }
            ftruncate(descriptor, 0)
            _ = bytes.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
            fdatasync(descriptor)
        }
    }
}
