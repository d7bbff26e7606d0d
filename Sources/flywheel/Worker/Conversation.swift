import CPlatform
import Domain
import Foundation
import Glibc

/// The engine's side of one worker's conversation, with its limits of time, memory and silence.
struct Conversation {
    /// Why the engine ended a worker itself.
    enum Stop {
        case timeLimit
        case memoryLimit
        /// Not even a beat came.
        case silence
        case badOutput
        case otherVersion(Int)
        /// What a remote worker asked for or sent is not the trial's.
        case brokenTransfer(String)
        /// A remote worker lived and did not begin.
        case handOverLimit
    }

    struct End {
        var outcome: TrialOutcome?
        var stop: Stop?
        var cost = WorkerCost()
        /// Where the worker runs, by its own word.
        var host: String?
        /// When its first word was read, and when it began to train.
        var firstWord: ContinuousClock.Instant?
        var begun: ContinuousClock.Instant?

        /// Whether it ended by itself before it had what the trial needs.
        var hasNotBegun: Bool { begun == nil && outcome == nil && stop == nil }
    }

    /// Milliseconds between two looks at the limits.
    private static let interval: Int32 = 50
    /// Bytes of a line; a result takes less than a thousand.
    private static let longestLine = 1 << 20
    /// Seconds until a remote worker has what its trial needs.
    private static let handOverSeconds = 600.0

    let child: flywheel_child
    let assignment: TrialAssignment
    /// How long a worker may say nothing; it beats each second.
    let silenceLimit: Duration
    let progress: @Sendable (Double) -> Void
    /// For a worker that shares no folder with the engine; nil for one that does.
    private var supplies: WorkerSupplies?
    private var outgoing: OutgoingBytes
    /// Until when it may begin, and once it has, until when it may train.
    private var deadline: ContinuousClock.Instant
    /// What a remote worker holds in memory, by its own word.
    private var remoteBytes: Int64 = 0
    private var end = End()
    private var pending: [UInt8] = []
    /// By a clock that stands still while the machine sleeps.
    private var lastWord = SuspendingClock.now

    init(
        child: flywheel_child, assignment: TrialAssignment, silenceLimit: Duration, supplies: WorkerSupplies? = nil,
        progress: @escaping @Sendable (Double) -> Void
    ) {
        self.child = child
        self.assignment = assignment
        self.silenceLimit = silenceLimit
        self.supplies = supplies
        self.progress = progress
        outgoing = OutgoingBytes(
            descriptor: child.input, bytes: Self.line(.trial(assignment)), staysOpen: supplies != nil)
        deadline = .now.advanced(
            by: .seconds(supplies == nil ? assignment.wallSecondsLimit : Self.handOverSeconds))
    }

    /// Sends the trial and listens until the result, the end of the output, a limit, or a line that is none.
    ///
    /// Closes both pipes; the worker itself is still to be waited for.
    mutating func run() -> End {
        while end.outcome == nil, end.stop == nil {
            supply()
            var descriptors = [
                pollfd(fd: child.output, events: Int16(POLLIN), revents: 0),
                pollfd(fd: outgoing.isWaiting ? child.input : -1, events: Int16(POLLOUT), revents: 0),
            ]
            let ready = poll(&descriptors, 2, Self.interval)
            if descriptors[1].revents != 0 { outgoing.send() }
            // What waits in the pipe is read first: who listens late has heard it, too.
            if ready > 0, descriptors[0].revents != 0, !listen() { break }
            if end.outcome != nil || end.stop != nil { break }
            checkLimits()
        }
        outgoing.close()
        close(child.output)
        return end
    }

    private mutating func checkLimits() {
        if ContinuousClock.now > deadline {
            end.stop = supplies != nil && end.begun == nil ? .handOverLimit : .timeLimit
        }
        if SuspendingClock.now - lastWord > silenceLimit { end.stop = .silence }
        let bytes = supplies == nil ? ResidentMemory.bytes(of: child.pid) : remoteBytes
        if bytes > assignment.memoryBytesLimit { end.stop = .memoryLimit }
    }

    /// Lets the next piece of what a remote worker lacks follow once the one before is sent.
    private mutating func supply() {
        guard !outgoing.isWaiting, !outgoing.isDone else { return }
        do {
            if let line = try supplies?.nextLine() { outgoing.add(line) }
        } catch {
            end.stop = .brokenTransfer("\(error)")
        }
    }

    /// An empty line where it cannot be written; the worker then ends without a result.
    private static func line(_ message: WorkerMessage) -> Data {
        do {
            return try message.line()
        } catch {
            return Data([UInt8(ascii: "\n")])
        }
    }

    /// Takes what has come; false at the end of the worker's output.
    private mutating func listen() -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = read(child.output, &buffer, buffer.count)
        if count < 0 { return errno == EINTR || errno == EAGAIN }
        guard count > 0 else { return false }
        lastWord = .now
        if end.firstWord == nil { end.firstWord = .now }
        var rest = buffer[..<count]
        while let place = rest.firstIndex(of: UInt8(ascii: "\n")) {
            take(Data(pending + rest[..<place]))
            pending.removeAll(keepingCapacity: true)
            rest = rest[(place + 1)...]
            if end.outcome != nil || end.stop != nil { return true }
        }
        pending += rest
        if pending.count > Self.longestLine { end.stop = .badOutput }
        return true
    }

    private mutating func take(_ line: Data) {
        let message: WorkerMessage
        do {
            message = try WorkerMessage(line: line)
        } catch {
            end.stop = .badOutput
            return
        }
        switch message {
        case .hello(let version, _) where version != WorkerMessage.version:
            end.stop = .otherVersion(version)
        case .hello(_, let host):
            end.host = host
        case .begun(let lease) where lease == assignment.lease:
            end.begun = .now
            // How long a process takes to start on a busy machine is not the trial's affair.
            deadline = .now.advanced(by: .seconds(assignment.wallSecondsLimit))
        case .point(let lease, let done) where lease == assignment.lease:
            progress(done)
        case .result(let lease, let outcome, let cost) where lease == assignment.lease:
            end.outcome = received(outcome)
            end.cost = cost
        case .beat(let bytes):
            remoteBytes = bytes
        case .need, .piece:
            transfer(message)
        case .begun, .point, .result, .trial, .missing:
            break
        }
    }

    private mutating func transfer(_ message: WorkerMessage) {
        guard supplies != nil else {
            end.stop = .badOutput
            return
        }
        do {
            if case .need(let kind, let digest) = message, let line = try supplies?.need(kind, digest) {
                outgoing.add(line)
            }
            if case .piece(let piece) = message { try supplies?.take(piece) }
        } catch {
            end.stop = .brokenTransfer("\(error)")
        }
    }

    /// The outcome, once the model that a remote worker sent is stored; nil where it cannot be used.
    private mutating func received(_ outcome: TrialOutcome) -> TrialOutcome? {
        guard let supplies, case .completed(_, let model, let bytes, _, _, _) = outcome else { return outcome }
        do {
            try supplies.store(model, bytes: bytes)
            return outcome
        } catch let error as ArtifactError {
            return .failed(error.isDiskFull ? .diskFull : .crashed, message: error.description)
        } catch {
            end.stop = .brokenTransfer("\(error)")
            return nil
        }
    }
}
