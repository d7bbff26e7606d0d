import CPlatform
import Glibc
import Synchronization

/// The child that a cancellation kills, from any thread; a process that has been reaped is never signalled.
final class ChildHandle: Sendable {
    private enum State {
        case waiting
        case running(pid_t)
        case over
        case cancelled
    }

    private let state = Mutex(State.waiting)

    func started(_ pid: pid_t) {
        state.withLock { state in
            if case .cancelled = state { flywheel_kill(pid) }
            state = .running(pid)
        }
    }

    /// To be called when the child has ended and before it is reaped.
    func ended() {
        state.withLock { $0 = .over }
    }

    func kill() {
        state.withLock { state in
            switch state {
            case .running(let pid): flywheel_kill(pid)
            case .waiting: state = .cancelled
            case .over, .cancelled: break
            }
        }
    }
}
