import Dispatch
import Domain
import Foundation
import Glibc
import Synchronization

/// One connection's conversation: a greeting, then answers until either side ends it.
struct ControlAnswers {
    /// The longest wait for a snapshot, in seconds.
    static let longestWait = 30.0
    /// Whoever connects says something within so many seconds.
    private static let greetingPatience = 10.0

    let link: any EngineLink
    let bell: SnapshotBell
    var admission = ControlAdmission.owner
    let onStop: @Sendable () -> Void

    /// Answers until the connection ends; the first thing that is not of the protocol is told and ends it.
    ///
    /// - Parameters:
    ///   - channel: The connection.
    ///   - refusal: Why nobody is spoken to now; told in place of a greeting.
    func converse(on channel: FrameChannel, refusal: ControlError?) {
        do {
            channel.setPatience(seconds: Self.greetingPatience)
            guard let first = try channel.receive() else { return }
            if let refusal { throw refusal }
            guard case .hello(let version, let token) = try ControlCoder.decode(ControlRequest.self, from: first) else {
                throw ControlError.badFrame("a first line other than hello")
            }
            let right = try admission.right(of: token)
            try send(.hello(greeting), on: channel)
            guard version == ControlRequest.version else { return }
            channel.setPatience(seconds: 0)
            while let frame = try channel.receive() {
                let request = try ControlCoder.decode(ControlRequest.self, from: frame)
                guard right == .all || !request.needsControl else {
                    try send(.failed(.onlyLooking), on: channel)
                    continue
                }
                try send(answer(to: request), on: channel)
                // After the answer, as the engine's end ends the connection.
                if request == .stop { onStop() }
            }
        } catch {
            complain(error, on: channel)
        }
    }

    /// Whoever has gone away need not be told.
    private func complain(_ error: any Error, on channel: FrameChannel) {
        guard let error = error as? ControlError, error != .ended else { return }
        do {
            try send(.failed(error), on: channel)
        } catch {
            return
        }
    }

    private var greeting: ControlGreeting {
        ControlGreeting(
            version: ControlRequest.version, snapshotFormat: EngineSnapshot.formatVersion, process: getpid(),
            workspace: link.snapshot().workspace)
    }

    private func send(_ reply: ControlReply, on channel: FrameChannel) throws(ControlError) {
        let frame = try ControlCoder.encode(reply)
        guard frame.count <= ControlServer.answerLimit else {
            return try send(
                .failed(.hugeAnswer(bytes: frame.count, limit: ControlServer.answerLimit)), on: channel)
        }
        try channel.send(frame)
    }

    private func answer(to request: ControlRequest) -> ControlReply {
        switch request {
        case .hello:
            return .hello(greeting)
        case .snapshot(let since, let seconds):
            let patience = seconds.isFinite ? min(max(seconds, 0), Self.longestWait) : Self.longestWait
            let newest = bell.snapshot(of: link, otherThan: since, seconds: patience)
            return newest.map { .snapshot(newest: $0) } ?? .unchanged
        case .submit(let intent):
            return .intent(reply: submit(intent))
        case .setReplayFactor(let factor):
            guard factor.isFinite else { return .failed(.badFrame("a factor of \(factor)")) }
            link.setReplayFactor(factor)
            return .done
        case .history(let query):
            do {
                return .history(answer: try query.answer(from: link.history))
            } catch {
                return .failed(.store(error.description))
            }
        case .stop:
            return .done
        }
    }

    /// This thread is the connection's own: it may wait for the engine.
    private func submit(_ intent: Intent) -> IntentReply {
        let answered = DispatchSemaphore(value: 0)
        let box = Box()
        Task.detached { [link] in
            let reply = await link.submit(intent)
            box.reply.withLock { $0 = reply }
            answered.signal()
        }
        answered.wait()
        return box.reply.withLock { $0 }
    }

    private final class Box: Sendable {
        let reply = Mutex(IntentReply.refused("the engine gave no answer"))
    }
}
