import Dispatch
import Foundation
import Synchronization

/// Asks one request after the other from a thread of its own and notes which arm answered when.
final class ArmProbe: Sendable {
    /// One answer.
    struct Sample: Sendable {
        var sent: ContinuousClock.Instant
        var received: ContinuousClock.Instant
        var unit: String
        var isCandidate: Bool
    }

    private struct State {
        var samples: [Sample] = []
        var failure: (any Error)?
        var isOver = false
    }

    private let state = Mutex(State())
    private let ended = DispatchSemaphore(value: 0)

    /// Begins to ask for these units in turn.
    init(port: Int, units: [String]) {
        Thread.detachNewThread { [self] in
            do {
                let connection = try HTTPConnection(port: port)
                var number = 0
                while !state.withLock({ $0.isOver }) {
                    try ask(connection, units[number % units.count])
                    number += 1
                }
            } catch {
                state.withLock { $0.failure = error }
            }
            ended.signal()
        }
    }

    /// Ends the asking.
    ///
    /// - Returns: Every answer, in order.
    /// - Throws: What went wrong, where an answer was not 200 or did not come.
    func stop() throws -> [Sample] {
        state.withLock { $0.isOver = true }
        ended.wait()
        return try state.withLock { state in
            if let failure = state.failure { throw failure }
            return state.samples
        }
    }

    private func ask(_ connection: HTTPConnection, _ unit: String) throws {
        let sent = ContinuousClock.now
        let answer = try connection.ask(
            "POST", "/v2/models/stream/infer", ServingWorkspaces.turningRequest(unit: unit))
        guard answer.status == 200 else { throw BenchError("status \(answer.status): \(answer.body)") }
        let sample = Sample(
            sent: sent, received: .now, unit: unit, isCandidate: answer.body.contains("\"arm\":\"candidate\""))
        state.withLock { $0.samples.append(sample) }
    }
}
