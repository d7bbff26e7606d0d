import CPlatform
import Domain
import Foundation
import Glibc

/// The engine's side of one worker's conversation, with its limits of time and memory.
struct Conversation {
    /// Why the engine ended a worker itself.
    enum Stop {
        case timeLimit
        case memoryLimit
        case badOutput
    }

    struct End {
        var outcome: TrialOutcome?
        var stop: Stop?
        var peakBytes: Int64 = 0
        var answerNanoseconds: Double?
    }

    /// Milliseconds between two looks at the limits.
    private static let interval: Int32 = 50
    /// Bytes of a line; a result takes less than a thousand.
    private static let longestLine = 1 << 20

    let child: flywheel_child
    let assignment: TrialAssignment
    let progress: @Sendable (Double) -> Void

    /// Sends the trial and listens until the result, the end of the output, a limit, or a line that is none.
    ///
    /// Closes both pipes; the worker itself is still to be waited for.
    func run() -> End {
        var end = End()
        var outgoing = OutgoingBytes(descriptor: child.input, bytes: trialLine())
        var pending: [UInt8] = []
        let deadline = ContinuousClock.now.advanced(by: .seconds(assignment.wallSecondsLimit))
        while end.outcome == nil, end.stop == nil {
            var descriptors = [
                pollfd(fd: child.output, events: Int16(POLLIN), revents: 0),
                pollfd(fd: outgoing.isDone ? -1 : child.input, events: Int16(POLLOUT), revents: 0),
            ]
            let ready = poll(&descriptors, 2, Self.interval)
            if descriptors[1].revents != 0 { outgoing.send() }
            if ready > 0, descriptors[0].revents != 0, !listen(&pending, &end) { break }
            if ContinuousClock.now > deadline { end.stop = .timeLimit }
            if residentBytes() > assignment.memoryBytesLimit { end.stop = .memoryLimit }
        }
        outgoing.close()
        close(child.output)
        return end
    }

    /// An empty line where the trial cannot be written; the worker then ends without a result.
    private func trialLine() -> Data {
        do {
            return try WorkerMessage.trial(assignment).line()
        } catch {
            return Data([UInt8(ascii: "\n")])
        }
    }

    /// Takes what has come; false at the end of the worker's output.
    private func listen(_ pending: inout [UInt8], _ end: inout End) -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = read(child.output, &buffer, buffer.count)
        if count < 0 { return errno == EINTR || errno == EAGAIN }
        guard count > 0 else { return false }
        for byte in buffer[..<count] {
            if byte == UInt8(ascii: "\n") {
                take(Data(pending), &end)
                pending.removeAll(keepingCapacity: true)
            } else {
                pending.append(byte)
            }
            if pending.count > Self.longestLine { end.stop = .badOutput }
            if end.outcome != nil || end.stop != nil { return true }
        }
        return true
    }

    private func take(_ line: Data, _ end: inout End) {
        let message: WorkerMessage
        do {
            message = try WorkerMessage(line: line)
        } catch {
            end.stop = .badOutput
            return
        }
        switch message {
        case .hello(let version) where version != WorkerMessage.version:
            end.outcome = .failed(
                .invalid, message: "the worker speaks protocol \(version), not \(WorkerMessage.version)")
        case .point(let lease, let done) where lease == assignment.lease:
            progress(done)
        case .result(let lease, let outcome, let peak, let answer) where lease == assignment.lease:
            end.outcome = outcome
            end.peakBytes = peak
            end.answerNanoseconds = answer
        case .hello, .point, .result, .trial:
            break
        }
    }

    private func residentBytes() -> Int64 {
        guard let text = FileManager.default.contents(atPath: "/proc/\(child.pid)/statm") else { return 0 }
        let pages = String(decoding: text, as: UTF8.self).split(separator: " ").dropFirst().first.flatMap { Int64($0) }
        return (pages ?? 0) * 4_096
    }
}
