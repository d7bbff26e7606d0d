/// The server part of a remote model, as a person writes it: `http://HOST:PORT`, with a path where one stands before `/v2`.
package struct RemoteAddress: Hashable, Sendable {
    package enum Problem: Error, Hashable, Sendable {
        /// TLS is not spoken here.
        case isSecure
        case isNoAddress
    }

    package var host: String
    package var port: Int
    package var path: String

    /// Reads it; a user, a query or a fragment is no part of it.
    package init(_ text: String) throws(Problem) {
        guard !text.hasPrefix("https://") else { throw .isSecure }
        guard text.hasPrefix("http://") else { throw .isNoAddress }
        let rest = text.dropFirst("http://".count)
        let authority = rest.prefix { $0 != "/" }
        path = String(rest.dropFirst(authority.count))
        while path.hasSuffix("/") { path.removeLast() }
        guard text.unicodeScalars.allSatisfy(Self.isPlain), !path.hasSuffix("/v2") else { throw .isNoAddress }
        let colon = authority.lastIndex(of: ":")
        let isPort = colon.map { !authority[$0...].contains("]") } ?? false
        let name = isPort ? authority[..<(colon ?? authority.endIndex)] : authority
        let isBracketed = name.hasPrefix("[") && name.hasSuffix("]")
        host = String(isBracketed ? name.dropFirst().dropLast() : name)
        guard !host.isEmpty, isBracketed || !host.contains(":") else { throw .isNoAddress }
        guard isPort, let colon else {
            port = 80
            return
        }
        guard let number = Int(authority[authority.index(after: colon)...]), (1...65_535).contains(number) else {
            throw .isNoAddress
        }
        port = number
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value > 0x20 && scalar.value < 0x7f && !"?#@%\\\"".unicodeScalars.contains(scalar)
    }
}
