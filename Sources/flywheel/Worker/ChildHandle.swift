import CPlatform
import Glibc
import Synchronization

/// The child that a cancellation kills, from any thread; a process that has been reaped is never signalled.
final class ChildHandle: Sendable {
    private struct State {
        /// The child that runs and is not reaped.
        var running: pid_t?
        var isCancelled = false
    }

    private let state = Mutex(State())

    /// Whether ``kill()`` was called.
    var isCancelled: Bool { state.withLock { $0.isCancelled } }

    /// One that is cancelled already is killed at once.
    func started(_ pid: pid_t) {
        state.withLock { state in
            state.running = pid
            if state.isCancelled { flywheel_kill(pid) }
        }
    }

    /// To be called when the child has ended and before it is reaped.
    func ended() {
        state.withLock { $0.running = nil }
    }

    func kill() {
        state.withLock { state in
            state.isCancelled = true
            if let pid = state.running { flywheel_kill(pid) }
        }
    }
}
