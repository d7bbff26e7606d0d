import Dispatch
import Foundation
import Glibc
import Synchronization

/// Callers that connect and send next to nothing, as long as they live: each must be let go, and keep nobody waiting.
final class SlowCallers: Sendable {
    private static let callers = 40

    private let isOver = Mutex(false)
    private let ended = DispatchSemaphore(value: 0)

    init(port: Int) {
        for place in 0..<Self.callers {
            Thread.detachNewThread { [self] in
                // Whatever the server does to such a connection is right, as long as others are answered.
                while !isOver.withLock({ $0 }) { try? call(port, place) }
                ended.signal()
            }
        }
    }

    func stop() {
        isOver.withLock { $0 = true }
        for _ in 0..<Self.callers { ended.wait() }
    }

    private func call(_ port: Int, _ place: Int) throws {
        let connection = try HTTPConnection(port: port)
        let bytes = HTTPConnection.request(
            "POST", "/v2/models/stream/infer", ServingWorkspaces.turningRequest(unit: "slow"))
        switch place % 3 {
        case 0:
            // A byte now and then.
            for byte in bytes where !isOver.withLock({ $0 }) {
                try connection.send([byte])
                usleep(50_000)
            }
        case 1:
            // A head, and never a body.
            try connection.send(Array(bytes.prefix(60)))
            _ = try connection.receive()
        default:
            // Many requests, and no answer is read.
            for _ in 0..<200 where !isOver.withLock({ $0 }) { try connection.send(bytes) }
            usleep(200_000)
        }
    }
}
