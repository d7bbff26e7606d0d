/// Where the prediction server listens.
package enum BoundAddress: Hashable, Sendable, CustomStringConvertible {
    /// The port is the real one, also where 0 was asked for.
    case tcp(host: String, port: Int)
    case unix(path: String)

    package var description: String {
        switch self {
        case .tcp(let host, let port): host.contains(":") ? "http://[\(host)]:\(port)" : "http://\(host):\(port)"
        case .unix(let path): "unix:\(path)"
        }
    }
}
