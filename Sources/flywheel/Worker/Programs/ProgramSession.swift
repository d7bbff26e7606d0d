import CPlatform
import Domain
import Foundation
import Glibc
import Learning
import Synchronization

/// A conversation with a learner of the user's own: a question, and an answer within its time.
///
/// Ends the program with itself.
final class ProgramSession: Sendable {
    /// Why there is no answer.
    struct Failure: Error, Sendable {
        var error: TrialError
        /// Whether the program is gone or out of step: it must be started anew before it is asked again.
        var isOver: Bool
        /// Whether it ended by itself.
        var hasEnded = false
    }

    /// What may be spent on an answer.
    struct Limits: Sendable {
        var deadline: ContinuousClock.Instant
        /// Of this process and the program together; nil for any.
        var bytes: Int64?

        static func seconds(_ seconds: Double) -> Limits {
            Limits(deadline: .now.advanced(by: .seconds(seconds)))
        }
    }

    private struct Pending {
        var output: [UInt8] = []
        /// The end of what it said on its standard error.
        var errors: [UInt8] = []
    }

    private static let interval: Int32 = 50
    private static let longestLine = 64 << 20
    private static let keptErrors = 4_096
    private static let lastWords = 300

    let program: LearnerProgram
    private let child: ProgramChild
    private let pending = Mutex(Pending())

    /// Starts the program and waits for its hello.
    init(_ program: LearnerProgram, directory: String, limits: Limits) throws(Failure) {
        self.program = program
        do {
            child = try ProgramChild(program, directory: directory)
        } catch {
            throw Failure(error: error, isOver: true)
        }
        let reply = try answer(to: nil, "the start", limits)
        guard let hello = reply.hello else { throw odd("its first line is no hello") }
        guard hello.protocol == ProgramRequest.version else {
            throw odd("it speaks protocol \(hello.protocol), not \(ProgramRequest.version)")
        }
    }

    var residentBytes: Int64 { child.residentBytes }

    func fit(_ table: ProgramTable, data: String, model: String, _ limits: Limits) throws(Failure) {
        let reply = try answer(to: .fit(table, data: data, model: model), "fit", limits)
        guard reply.fitted != nil else { throw odd("its answer to fit is neither fitted nor failed") }
    }

    func load(_ model: String, _ limits: Limits) throws(Failure) {
        let reply = try answer(to: .load(model: model), "load", limits)
        guard reply.loaded != nil else { throw odd("its answer to load is neither loaded nor failed") }
    }

    /// One list of numbers a row, each as long as there are classes, or 1 where there are none.
    ///
    /// Shares are made to add up to 1, which they must nearly do.
    func answers(to rows: [[Double]], classes: Int, _ limits: Limits) throws(Failure) -> [[Double]] {
        let reply = try answer(to: .predict(rows), "predict", limits)
        guard let lists = reply.answers else { throw odd("its answer to predict has no answers") }
        guard lists.count == rows.count else { throw wrong("\(lists.count) answers to \(rows.count) rows") }
        let width = max(1, classes)
        if let list = lists.first(where: { $0.count != width }) {
            throw wrong("an answer has \(list.count) numbers, not \(width)")
        }
        let numbers = lists.map { $0.map { $0 ?? .nan } }
        guard numbers.allSatisfy({ $0.allSatisfy(\.isFinite) }) else {
            throw wrong("an answer is not a finite number", .notFinite)
        }
        guard classes > 0 else { return numbers }
        return try numbers.map { shares throws(Failure) in
            let sum = shares.reduce(0, +)
            guard shares.allSatisfy({ $0 >= 0 }), (sum - 1).magnitude < 0.01 else {
                throw wrong("an answer's shares are below 0 or do not add up to 1")
            }
            return shares.map { $0 / sum }
        }
    }

    // MARK: One line there and one back

    private func answer(to request: ProgramRequest?, _ word: String, _ limits: Limits) throws(Failure) -> ProgramReply {
        flywheel_survive_broken_pipes()
        var outgoing = Data()
        if let request {
            do {
                outgoing = try request.line()
            } catch {
                throw odd("the question cannot be written: \(error)")
            }
        }
        let line = try pending.withLock { pending throws(Failure) in
            if request != nil {
                drain(child.output, into: &pending.output)
                guard pending.output.isEmpty else { throw odd("it said something unasked", &pending) }
            }
            return try exchange(outgoing, &pending, word, limits)
        }
        let reply: ProgramReply
        do {
            reply = try ProgramReply(line: line)
        } catch {
            let text = String(decoding: line.prefix(100), as: UTF8.self)
            if request?.word == "predict", line.contains("NaN") || line.contains("Infinity") {
                throw wrong("an answer is not a finite number", .notFinite)
            }
            throw odd("it wrote a line that is not of the protocol: \(text)")
        }
        if let failed = reply.failed { throw wrong("it says that \(word) failed: \(failed.message)") }
        return reply
    }

    private func exchange(
        _ outgoing: Data, _ pending: inout Pending, _ word: String, _ limits: Limits
    ) throws(Failure) -> Data {
        var rest = outgoing[...]
        var searched = 0
        while true {
            if let end = pending.output[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                let line = Data(pending.output[..<end])
                pending.output.removeFirst(end + 1)
                return line
            }
            searched = pending.output.count
            if searched > Self.longestLine { throw odd("its line has no end", &pending) }
            var descriptors = [
                pollfd(fd: child.output, events: Int16(POLLIN), revents: 0),
                pollfd(fd: child.errors, events: Int16(POLLIN), revents: 0),
                pollfd(fd: rest.isEmpty ? -1 : child.input, events: Int16(POLLOUT), revents: 0),
            ]
            let ready = poll(&descriptors, 3, Self.interval)
            if ready > 0 {
                if descriptors[1].revents != 0 { drain(child.errors, into: &pending.errors, keeping: Self.keptErrors) }
                if descriptors[0].revents != 0, !drain(child.output, into: &pending.output),
                    !pending.output[searched...].contains(UInt8(ascii: "\n"))
                {
                    throw ended(word, &pending)
                }
                if descriptors[2].revents != 0 { try send(&rest, &pending, word) }
            }
            if let bytes = limits.bytes, child.residentBytes + ResidentMemory.bytes(of: getpid()) > bytes {
                throw over(.outOfMemory, "with its worker it is over \(bytes / 1_048_576) MiB of memory", &pending)
            }
            if ContinuousClock.now > limits.deadline {
                throw over(.timedOut, "it gave no answer to \(word) in time", &pending)
            }
        }
    }

    private func send(_ rest: inout Data, _ pending: inout Pending, _ word: String) throws(Failure) {
        let written = rest.withUnsafeBytes { write(child.input, $0.baseAddress, $0.count) }
        if written > 0 { rest = rest.dropFirst(written) }
        guard written <= 0, errno != EAGAIN, errno != EINTR else { return }
        throw ended(word, &pending)
    }

    /// Takes what has come; false at the end of the pipe.
    @discardableResult
    private func drain(_ descriptor: Int32, into bytes: inout [UInt8], keeping limit: Int = .max) -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return count < 0 && errno == EAGAIN }
            bytes.append(contentsOf: buffer[..<count])
            if bytes.count > limit { bytes.removeFirst(bytes.count - limit) }
        }
    }

    // MARK: What went wrong

    private func ended(_ word: String, _ pending: inout Pending) -> Failure {
        let status = child.status(withinMilliseconds: 500)
        let how =
            switch status {
            case nil: "it closed its output"
            case .some(let code) where code < 0: "it was ended by signal \(-code)"
            case .some(let code): "it ended with code \(code)"
            }
        let isKilled = status == -SIGKILL || status == -SIGTERM
        var failure = over(isKilled ? .killed : .crashed, "\(how) before its answer to \(word)", &pending)
        failure.hasEnded = true
        return failure
    }

    private func over(_ failure: TrialFailure, _ what: String, _ pending: inout Pending) -> Failure {
        let text = sentence(what, &pending)
        child.kill()
        return Failure(error: TrialError(failure, text), isOver: true)
    }

    /// It cannot be trusted to be in step any more.
    private func odd(_ what: String, _ pending: inout Pending) -> Failure { over(.invalid, what, &pending) }

    private func odd(_ what: String) -> Failure { pending.withLock { odd(what, &$0) } }

    /// A whole answer that cannot be used; the next one may be better.
    private func wrong(_ what: String, _ failure: TrialFailure = .invalid) -> Failure {
        Failure(error: TrialError(failure, pending.withLock { sentence(what, &$0) }), isOver: false)
    }

    private func sentence(_ what: String, _ pending: inout Pending) -> String {
        drain(child.errors, into: &pending.errors, keeping: Self.keptErrors)
        let lines = String(decoding: pending.errors, as: UTF8.self).split(whereSeparator: \.isNewline)
        let last = lines.last { !$0.allSatisfy(\.isWhitespace) }.map {
            "; its last words: \($0.prefix(Self.lastWords))"
        }
        return "the program \(program.name): \(what)\(last ?? "")"
    }
}

extension Data {
    fileprivate func contains(_ text: String) -> Bool { range(of: Data(text.utf8)) != nil }
}
