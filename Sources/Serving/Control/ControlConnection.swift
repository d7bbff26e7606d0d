import Domain
import Foundation

/// A program's connection to an engine, past the greeting.
final class ControlConnection {
    private static let greetingPatience = 5.0

    let greeting: ControlGreeting
    private let channel: FrameChannel

    /// - Throws: ``ControlError`` where no engine answers, or one of another version.
    init(_ address: ControlAddress) throws(ControlError) {
        channel = FrameChannel(descriptor: try address.connect(), limit: ControlServer.answerLimit)
        let hello = ControlRequest.hello(version: ControlRequest.version, token: address.token)
        let reply = try Self.ask(hello, on: channel, patience: Self.greetingPatience)
        guard case .hello(let greeting) = reply else { throw .badFrame("no greeting") }
        guard greeting.isOurs else {
            throw .otherVersion(
                engine: greeting.version, program: ControlRequest.version, process: greeting.process)
        }
        self.greeting = greeting
    }

    convenience init(path: String) throws(ControlError) {
        try self.init(.unix(path: path))
    }

    var descriptor: Int32 { channel.descriptor }

    /// - Throws: What the engine says is wrong, or ``ControlError/silent(seconds:)`` after `patience` seconds.
    func ask(_ request: ControlRequest, patience: Double = 30) throws(ControlError) -> ControlReply {
        try Self.ask(request, on: channel, patience: patience)
    }

    /// Waits until the engine ends the connection: it has drained, or is gone; false where that does not come in time.
    func awaitEnd(seconds: Double) -> Bool {
        channel.setPatience(seconds: seconds)
        do {
            while try channel.receive() != nil {}
            return true
        } catch {
            return error == .ended
        }
    }

    private static func ask(
        _ request: ControlRequest, on channel: FrameChannel, patience: Double
    ) throws(ControlError) -> ControlReply {
        channel.setPatience(seconds: patience)
        let frame = try ControlCoder.encode(request)
        do {
            try channel.send(frame)
        } catch .ended {
            // Whoever ends a connection says why before; that is still to be read.
        }
        return try next(on: channel, patience: patience)
    }

    /// The next of several replies to one request.
    ///
    /// - Throws: As ``ask(_:patience:)`` does.
    func next(patience: Double) throws(ControlError) -> ControlReply {
        try Self.next(on: channel, patience: patience)
    }

    private static func next(on channel: FrameChannel, patience: Double) throws(ControlError) -> ControlReply {
        let answer: Data?
        do {
            answer = try channel.receive()
        } catch .silent {
            throw .silent(seconds: patience)
        }
        guard let answer else { throw .ended }
        let reply = try ControlCoder.decode(ControlReply.self, from: answer)
        if case .failed(let error) = reply { throw error }
        return reply
    }
}
