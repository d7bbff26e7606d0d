import Dashboard
import Synchronization
import Terminal

/// Where the engine's threads leave events for the screen.
final class Mailbox: Sendable {
    private let events = Mutex<[DashboardEvent]>([])
    private let hasSnapshot = Mutex(false)
    private let isClosed = Mutex(false)
    private let waker = ScreenWaker()

    func post(_ event: DashboardEvent) {
        events.withLock { $0.append(event) }
        waker.wake()
    }

    /// The screen ends: the engine behind it was asked to.
    func close() {
        isClosed.withLock { $0 = true }
        waker.wake()
    }

    var hasClosed: Bool { isClosed.withLock { $0 } }

    /// A new snapshot can be read; many of them are one wake-up.
    func postSnapshot() {
        let wasWaiting = hasSnapshot.withLock { waiting in
            defer { waiting = true }
            return waiting
        }
        if !wasWaiting { waker.wake() }
    }

    func takeEvents() -> [DashboardEvent] {
        events.withLock { waiting in
            defer { waiting = [] }
            return waiting
        }
    }

    func takeSnapshotMark() -> Bool {
        hasSnapshot.withLock { waiting in
            defer { waiting = false }
            return waiting
        }
    }

    var snapshotWaits: Bool { hasSnapshot.withLock { $0 } }
}
