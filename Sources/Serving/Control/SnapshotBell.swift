import Domain
import Foundation
import Synchronization

/// Where the server's threads wait for the next snapshot.
final class SnapshotBell: Sendable {
    private let condition = NSCondition()
    private let isOver = Mutex(false)

    func ring() {
        condition.lock()
        condition.broadcast()
        condition.unlock()
    }

    /// Sends everybody home, now and from here on.
    func end() {
        isOver.withLock { $0 = true }
        ring()
    }

    /// The link's newest snapshot as soon as its revision is not `known`; nil where that does not come in time.
    func snapshot(of link: any EngineLink, otherThan known: UInt64?, seconds: Double) -> EngineSnapshot? {
        let limit = Date(timeIntervalSinceNow: seconds)
        condition.lock()
        defer { condition.unlock() }
        while true {
            let newest = link.snapshot()
            if newest.revision != known { return newest }
            guard !isOver.withLock({ $0 }), condition.wait(until: limit) else { return nil }
        }
    }
}
