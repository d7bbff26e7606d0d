import CSystem
import Domain
import Foundation
import Glibc

/// The engine's side of one worker's conversation, with its limits of time and memory.
struct Conversation {
    enum Limit {
        case timeLimit
        case memoryLimit
    }

    struct End {
        var outcome: TrialOutcome?
        var stopped: Limit?
        var peakBytes: Int64 = 0
    }

    let child: flywheel_child
    let assignment: TrialAssignment
    let progress: @Sendable (Double) -> Void

    /// Sends the trial and listens until the result, the end of the output, or a limit, at which it calls `kill`.
    func run(kill: () -> Void) -> End {
        var end = End()
        send()
        var pending: [UInt8] = []
        let deadline = ContinuousClock.now.advanced(by: .seconds(assignment.wallSecondsLimit))
        while true {
            var descriptor = pollfd(fd: child.output, events: Int16(POLLIN), revents: 0)
            let ready = poll(&descriptor, 1, 100)
            if ContinuousClock.now > deadline { end.stopped = .timeLimit }
            if residentBytes() > assignment.memoryBytesLimit { end.stopped = .memoryLimit }
            if end.stopped != nil {
                kill()
                return end
            }
            guard ready != 0 else { continue }
            var buffer = [UInt8](repeating: 0, count: 65_536)
            let count = read(child.output, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return end }
            pending += buffer[..<count]
            while let newline = pending.firstIndex(of: UInt8(ascii: "\n")) {
                take(Data(pending[..<newline]), &end)
                pending.removeSubrange(...newline)
            }
        }
    }

    private func send() {
        do {
            var line = [UInt8](try WorkerMessage.trial(assignment).line())
            while !line.isEmpty {
                let written = write(child.input, line, line.count)
                if written < 0, errno == EINTR { continue }
                guard written > 0 else { break }
                line.removeFirst(written)
            }
        } catch {
            // The worker then reads the end of its input and ends without a result, which is classified as such.
        }
        close(child.input)
    }

    private func take(_ line: Data, _ end: inout End) {
        let message: WorkerMessage
        do {
            message = try WorkerMessage(line: line)
        } catch {
            end.outcome = .failed(.crashed, message: "the worker wrote a line that is not of the protocol")
            return
        }
        switch message {
        case .hello(let version) where version != WorkerMessage.version:
            end.outcome = .failed(
                .invalid, message: "the worker speaks protocol \(version), not \(WorkerMessage.version)")
        case .point(let lease, let done) where lease == assignment.lease:
            progress(done)
        case .result(let lease, let outcome, let peak) where lease == assignment.lease:
            end.outcome = outcome
            end.peakBytes = peak
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
