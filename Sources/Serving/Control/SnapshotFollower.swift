import Domain
import Foundation
import Glibc
import Synchronization

/// A thread that waits for the engine's next snapshot, and the next, and finds the engine again after it was gone.
final class SnapshotFollower: Sendable {
    /// What it has learned.
    enum Change: Sendable {
        case snapshot(EngineSnapshot)
        case lost(ControlError)

        func apply(to newest: inout EngineSnapshot) {
            switch self {
            case .snapshot(let snapshot): newest = snapshot
            case .lost(let error):
                switch error {
                case .otherVersion: newest.problem = error.description
                default: newest.problem = "the engine does not answer any more; trying again until it does"
                }
            }
        }
    }

    private struct State {
        var isOver = false
        var connection: Int32?
    }

    /// How long one question waits at the engine.
    private static let wait = 20.0
    /// Between two snapshots, as a busy engine makes more than a screen shows; and between two tries of reaching it.
    private static let pause = 0.5

    private let address: ControlAddress
    private let known: UInt64
    private let report: @Sendable (Change) -> Void
    private let state = Mutex(State())
    private let condition = NSCondition()

    /// - Parameters:
    ///   - address: The engine's.
    ///   - known: Revision of the snapshot that is here already.
    ///   - report: Called on the follower's thread.
    init(_ address: ControlAddress, known: UInt64, report: @escaping @Sendable (Change) -> Void) {
        self.address = address
        self.known = known
        self.report = report
    }

    func start() {
        Thread.detachNewThread { self.run() }
    }

    /// Ends the thread, now or before its next question.
    func end() {
        state.withLock { state in
            state.isOver = true
            if let connection = state.connection { shutdown(connection, Int32(SHUT_RDWR)) }
        }
        condition.lock()
        condition.broadcast()
        condition.unlock()
    }

    private var isOver: Bool { state.withLock { $0.isOver } }

    private func run() {
        var known: UInt64? = known
        var wasLost = false
        while !isOver {
            do throws(ControlError) {
                let connection = try ControlConnection(address)
                guard take(connection) else { return }
                // The descriptor's number may be another's as soon as the connection is gone.
                defer { withExtendedLifetime(connection) { state.withLock { $0.connection = nil } } }
                while true { try ask(connection, &known) }
            } catch {
                guard !isOver else { return }
                if !wasLost || known != nil { report(.lost(error)) }
                wasLost = true
                // Another engine counts its revisions anew.
                known = nil
                rest()
            }
        }
    }

    private func take(_ connection: ControlConnection) -> Bool {
        state.withLock { state in
            if !state.isOver { state.connection = connection.descriptor }
            return !state.isOver
        }
    }

    private func ask(_ connection: ControlConnection, _ known: inout UInt64?) throws(ControlError) {
        let reply = try connection.ask(.snapshot(since: known, seconds: Self.wait), patience: Self.wait + 10)
        guard case .snapshot(let snapshot) = reply else { return }
        known = snapshot.revision
        report(.snapshot(snapshot))
        rest()
    }

    private func rest() {
        condition.lock()
        defer { condition.unlock() }
        guard !isOver else { return }
        _ = condition.wait(until: Date(timeIntervalSinceNow: Self.pause))
    }
}
