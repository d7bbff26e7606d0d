import CPlatform
import Dispatch
import Foundation
import Glibc

/// Requests at a steady rate, whatever the server does: an answer that comes late makes those behind it late too.
struct PacedLoad: Sendable {
    private static let connections = 4

    let port: Int
    let path: String
    let body: String
    let requestsPerSecond: Int

    /// How long each answer took from when its request was due, in milliseconds, shortest first.
    ///
    /// - Throws: ``BenchError`` where an answer was not 200 or did not come.
    func latencies(seconds: Double) throws -> [Double] {
        let results = Locked<[Result<[Double], any Error>]>([])
        let ended = DispatchSemaphore(value: 0)
        let start = ContinuousClock.now
        for place in 0..<Self.connections {
            Thread.detachNewThread {
                // A caller of another machine would not wait for this one's processor: its own turn is no part of the answer.
                flywheel_take_short_turns()
                let result = Result { try send(from: place, since: start, seconds: seconds) }
                results.withLock { $0.append(result) }
                ended.signal()
            }
        }
        for _ in 0..<Self.connections { ended.wait() }
        return try results.withLock { try $0.flatMap { try $0.get() } }.sorted()
    }

    private func send(from place: Int, since start: ContinuousClock.Instant, seconds: Double) throws -> [Double] {
        let connection = try HTTPConnection(port: port)
        let count = Int(seconds * Double(requestsPerSecond))
        var times: [Double] = []
        for number in stride(from: place, to: count, by: Self.connections) {
            let due = Double(number) / Double(requestsPerSecond)
            let early = due - TerminalSession.seconds(since: start)
            if early > 0 { usleep(UInt32(early * 1e6)) }
            let answer = try connection.ask("POST", path, body)
            guard answer.status == 200 else { throw BenchError("status \(answer.status): \(answer.body)") }
            times.append((TerminalSession.seconds(since: start) - due) * 1_000)
        }
        return times
    }
}
