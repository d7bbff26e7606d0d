/// Where an engine is spoken to.
package enum ControlAddress: Hashable, Sendable, CustomStringConvertible {
    /// The workspace's socket, which only its owner may open.
    case unix(path: String)
    /// Another machine's, or this one's, with what proves who asks.
    case tcp(host: String, port: Int, token: String)

    /// As messages say it; a token is in none.
    package var description: String {
        switch self {
        case .unix(let path): path
        case .tcp(let host, let port, _): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        }
    }

    var token: String? {
        switch self {
        case .unix: nil
        case .tcp(_, _, let token): token
        }
    }

    /// A connected socket.
    ///
    /// - Throws: ``ControlError`` where nobody listens there.
    func connect() throws(ControlError) -> Int32 {
        switch self {
        case .unix(let path): try UnixSocket.connect(to: path)
        case .tcp(let host, let port, _): try TCPSocket.connect(host: host, port: port)
        }
    }
}
