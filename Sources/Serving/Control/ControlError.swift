/// Why an engine cannot be spoken to, or does not do what it was asked; the text says what to do.
package enum ControlError: Error, Hashable, Codable, Sendable, CustomStringConvertible {
    /// Nothing listens on the socket.
    case noEngine(socket: String)
    /// The socket cannot be opened or reached, for the system's reason.
    case unreachable(socket: String, reason: String)
    /// Program and engine are of different versions.
    case otherVersion(engine: Int, program: Int, process: Int32)
    /// Something that is not of the protocol.
    case badFrame(String)
    case hugeFrame(limit: Int)
    case hugeAnswer(bytes: Int, limit: Int)
    /// No answer came in time.
    case silent(seconds: Double)
    /// The connection ended before the answer.
    case ended
    case tooManyConnections(limit: Int)
    /// The token is not known.
    case badToken
    /// The token allows to look, no more.
    case onlyLooking
    /// The history could not be read.
    case store(String)

    package var description: String {
        switch self {
        case .noEngine(let socket):
            "\(socket): no engine answers here; start one with `flywheel run`"
        case .unreachable(let socket, let reason):
            "\(socket): cannot be used: \(reason); check the folder's owner and rights"
        case .otherVersion(let engine, let program, let process):
            "the engine (process \(process)) speaks version \(engine) of the control protocol, this program version "
                + "\(program); use the same flywheel for both, or end the engine with `kill \(process)` and start this one"
        case .badFrame(let found):
            "not of the control protocol: \(found); send one JSON object a line, {\"hello\":{\"version\":1}} first"
        case .hugeFrame(let limit):
            "a line of more than \(limit) bytes; no request or answer of the control protocol is that long"
        case .hugeAnswer(let bytes, let limit):
            "the answer would have \(bytes) bytes, more than \(limit); ask for fewer rows"
        case .silent(let seconds):
            "no answer within \(Int(seconds)) s; look at the engine with `ps`, or end it with `kill`"
        case .ended:
            "the engine ended the connection before it answered; look at .flywheel/flywheel.log"
        case .tooManyConnections(let limit):
            "\(limit) screens and commands are connected, no more are taken; close some"
        case .badToken:
            "the engine does not know this token; give the file of one for control, or for read, with --token-file"
        case .onlyLooking:
            "this token allows to look, not to change anything; give the file of one for control with --token-file"
        case .store(let sentence):
            sentence
        }
    }
}
