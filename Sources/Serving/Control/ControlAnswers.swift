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
    let host: (any ModelServerHost)?
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
                if case .submit(let intent, true) = request {
                    try tellSteps(of: intent, on: channel)
                } else {
                    try send(answer(to: request), on: channel)
                }
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
        case .submit(let intent, _):
            return .intent(reply: wait { [link] in await link.submit(intent) })
        case .serve(let report):
            guard let host else { return .failed(.badFrame("a model server's word, where none is listened to")) }
            return .order(wait { await host.take(report) })
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

    /// Tells each step when it comes, and the answer at the end.
    private func tellSteps(of intent: Intent, on channel: FrameChannel) throws(ControlError) {
        let queue = StepQueue()
        Task.detached { [link] in
            await link.submit(intent) { queue.put($0) }
            queue.put(nil)
        }
        var reply = IntentReply.refused("the command has no answer")
        while let step = queue.next() {
            if case .recorded(let recorded) = step { reply = recorded }
            try send(.step(step), on: channel)
        }
        try send(.intent(reply: reply), on: channel)
    }

    /// Steps on their way from the engine's tasks to the connection's thread.
    private final class StepQueue: Sendable {
        private let steps = Mutex<[IntentStep?]>([])
        private let filled = DispatchSemaphore(value: 0)

        /// Nil is the end.
        func put(_ step: IntentStep?) {
            steps.withLock { $0.append(step) }
            filled.signal()
        }

        func next() -> IntentStep? {
            filled.wait()
            return steps.withLock { $0.removeFirst() }
        }
    }

    /// This thread is the connection's own: it may wait for the engine.
    private func wait<Answer: Sendable>(_ work: @escaping @Sendable () async -> Answer) -> Answer {
        let answered = DispatchSemaphore(value: 0)
        let box = Box<Answer>()
        Task.detached {
            let answer = await work()
            box.answer.withLock { $0 = answer }
            answered.signal()
        }
        answered.wait()
        guard let answer = box.answer.withLock({ $0 }) else {
            preconditionFailure("ControlAnswers.wait was signalled without an answer")
        }
        return answer
    }

    private final class Box<Answer: Sendable>: Sendable {
        let answer = Mutex<Answer?>(nil)
    }
}
