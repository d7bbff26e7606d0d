package import Domain
import Foundation
import Glibc
import Synchronization

/// The way to an engine in another process, over its workspace's socket or TCP.
///
///     let client = try ControlClient(path: ".flywheel/engine.sock")
///     client.follow { screen.wake() }
///
/// Every command is a short connection of its own, so that an engine that was restarted is simply spoken to again.
package final class ControlClient: EngineLink {
    /// Who answered when it was opened.
    package let engine: ControlGreeting
    private let address: ControlAddress
    private let newest: Mutex<EngineSnapshot>
    private let follower = Mutex<SnapshotFollower?>(nil)

    /// How long an engine that has just begun may take for its first snapshot, in seconds.
    private static let firstPatience = 10.0
    /// An intent is answered after it is on disk, however slow that is, in seconds.
    private let intentPatience: Double

    /// Greets the engine and reads its first snapshot.
    ///
    /// - Parameters:
    ///   - address: Where the engine listens.
    ///   - intentPatience: Seconds that the answer to an intent is waited for.
    /// - Throws: ``ControlError`` where no engine answers, or one of another version.
    package init(_ address: ControlAddress, intentPatience: Double = 120) throws(ControlError) {
        self.address = address
        self.intentPatience = intentPatience
        let connection = try ControlConnection(address)
        engine = connection.greeting
        // Revision 0 is that of an engine that has not looked at its pipelines yet.
        var reply = try connection.ask(.snapshot(since: 0, seconds: Self.firstPatience))
        if reply == .unchanged { reply = try connection.ask(.snapshot(since: nil, seconds: 0)) }
        guard case .snapshot(let first) = reply else { throw .badFrame("another answer than a snapshot") }
        newest = Mutex(first)
    }

    /// Greets the engine behind a workspace's socket.
    ///
    /// - Throws: ``ControlError`` where no engine answers, or one of another version.
    package convenience init(path: String) throws(ControlError) {
        try self.init(.unix(path: path))
    }

    /// Keeps ``snapshot()`` new from here on, and calls back after each change, from a thread of its own.
    ///
    /// While the engine does not answer, the snapshot's `problem` says so, and it is tried again.
    package func follow(_ onSnapshot: @escaping @Sendable () -> Void) {
        let following = SnapshotFollower(address, known: snapshot().revision) { [weak self] change in
            self?.newest.withLock { change.apply(to: &$0) }
            onSnapshot()
        }
        let previous = follower.withLock { follower in
            defer { follower = following }
            return follower
        }
        previous?.end()
        following.start()
    }

    /// Ends the following; commands go on working.
    package func close() {
        follower.withLock { $0 }?.end()
    }

    // MARK: EngineLink

    package func snapshot() -> EngineSnapshot {
        newest.withLock { $0 }
    }

    package var history: any HistoryReader { RemoteHistory(address: address) }

    package func submit(_ intent: Intent) async -> IntentReply {
        do {
            return try await send(intent)
        } catch {
            return .refused("not done: \(error)")
        }
    }

    package func submit(_ intent: Intent, telling step: @escaping @Sendable (IntentStep) -> Void) async {
        do {
            let reply = try await send(intent, telling: step)
            // An engine that tells no steps has told the last one with its answer.
            if !reply.isTold { step(.recorded(reply.reply)) }
        } catch {
            step(.recorded(.refused("not done: \(error)")))
        }
    }

    package func setReplayFactor(_ factor: Double) {
        Thread.detachNewThread { [address] in
            do {
                _ = try ControlConnection(address).ask(.setReplayFactor(factor: factor))
            } catch {
                // The screen shows the engine's own factor, and who follows learns that the engine is gone.
                return
            }
        }
    }

    // MARK: Commands

    /// Hands an intent over.
    ///
    /// - Throws: ``ControlError`` where it cannot be known whether it was done.
    package func send(_ intent: Intent) async throws(ControlError) -> IntentReply {
        try await hand(intent, telling: nil).reply
    }

    /// Hands an intent over, and tells the engine's steps as they come.
    ///
    /// - Parameters:
    ///   - intent: The intent.
    ///   - step: Called from another thread.
    /// - Returns: The answer, and whether it came as a step, too: an older engine tells none.
    /// - Throws: ``ControlError`` where it cannot be known whether it was done.
    package func send(
        _ intent: Intent, telling step: @escaping @Sendable (IntentStep) -> Void
    ) async throws(ControlError) -> (reply: IntentReply, isTold: Bool) {
        try await hand(intent, telling: step)
    }

    private func hand(
        _ intent: Intent, telling step: (@Sendable (IntentStep) -> Void)?
    ) async throws(ControlError) -> (reply: IntentReply, isTold: Bool) {
        let outcome: Result<(reply: IntentReply, isTold: Bool), ControlError> = await withCheckedContinuation {
            continuation in
            Thread.detachNewThread { [address, intentPatience] in
                continuation.resume(
                    returning: Self.hand(intent, over: address, patience: intentPatience, telling: step))
            }
        }
        return try outcome.get()
    }

    private static func hand(
        _ intent: Intent, over address: ControlAddress, patience: Double, telling step: ((IntentStep) -> Void)?
    ) -> Result<(reply: IntentReply, isTold: Bool), ControlError> {
        do throws(ControlError) {
            let connection = try ControlConnection(address)
            let request = ControlRequest.submit(intent: intent, tellsSteps: step == nil ? nil : true)
            var reply = try connection.ask(request, patience: patience)
            var isTold = false
            while case .step(let told) = reply {
                if case .recorded = told { isTold = true }
                step?(told)
                reply = try connection.next(patience: patience)
            }
            guard case .intent(let answer) = reply else { return .failure(.badFrame("another answer than a reply")) }
            return .success((answer, isTold))
        } catch {
            return .failure(error)
        }
    }

    /// Asks the engine to drain, and waits until it has ended the connection; false where that does not come in time.
    ///
    /// - Throws: ``ControlError`` where it cannot be asked.
    package func stop(seconds: Double) throws(ControlError) -> Bool {
        let connection = try ControlConnection(address)
        _ = try connection.ask(.stop)
        return connection.awaitEnd(seconds: seconds)
    }
}
