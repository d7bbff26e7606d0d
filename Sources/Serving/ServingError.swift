/// Why the prediction server does not listen: what, where, how to mend it.
package enum ServingError: Error, Hashable, Sendable, CustomStringConvertible {
    /// An address that others reach, with permissions that need no token.
    case openToOthers(host: String, missing: [ServingSettings.Permission])
    /// A token without a character, which anybody could send.
    case emptyToken(ServingSettings.Permission)
    case socketInUse(path: String)
    /// Something else lies at the path of the Unix socket.
    case notASocket(path: String)
    case cannotListen(address: String, reason: String)
    /// `start()` came twice.
    case alreadyStarted

    package var description: String {
        switch self {
        case .openToOthers(let host, let missing):
            "serve.host: \(host) is reached by other machines, and anybody may "
                + "\(missing.map(\.rawValue).joined(separator: ", ")); give a token for each, or listen on 127.0.0.1"
        case .emptyToken(let permission):
            "serve.tokens: a token for \(permission.rawValue) is empty; write at least 16 random characters"
        case .socketInUse(let path):
            "serve.socket: a server already answers at \(path); stop it, or name another path"
        case .notASocket(let path):
            "serve.socket: \(path) exists and is no socket; remove it, or name another path"
        case .cannotListen(let address, let reason):
            "serve: cannot listen on \(address): \(reason); name another address, or free it"
        case .alreadyStarted: "serve: the server was started twice; make another one"
        }
    }
}
