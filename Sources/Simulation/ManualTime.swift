package import Domain
import Synchronization

/// A wall clock that only a test moves.
package final class ManualTime: Sendable {
    private let moment: Mutex<Timestamp>

    package init(_ start: Timestamp = Timestamp(rawValue: 1_700_000_000_000)) {
        moment = Mutex(start)
    }

    package var now: Timestamp { moment.withLock { $0 } }

    package func advance(by span: TimeSpan) {
        moment.withLock { $0 = $0 + span }
    }
}
