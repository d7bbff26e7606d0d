import Domain
import Foundation
import Synchronization

/// What the callers of an engine were told before it was killed.
final class KillLedger: Sendable {
    /// All of it, as it is held against the store.
    struct Told: Sendable {
        /// Labels that were acknowledged, by event, and what else each may be as its correction was under way.
        var labels: [Int64: Set<String>] = [:]
        /// Reasons of commands that were acknowledged as done.
        var orders: [String] = []
        /// Rollouts whose candidate answered somebody.
        var served: [Int: ModelVersion] = [:]
        var predictions: Set<Int64> = []
        /// Answers that make no sense from an engine that lives.
        var surprises: [String] = []
    }

    private let told = Mutex(Told())

    func note(_ change: (inout Told) -> Void) {
        told.withLock { change(&$0) }
    }

    func surprise(_ text: String) {
        told.withLock { $0.surprises.append(text) }
    }

    /// Takes what was noted since the last call.
    func take() -> Told {
        told.withLock { told in
            defer { told = Told() }
            return told
        }
    }
}
