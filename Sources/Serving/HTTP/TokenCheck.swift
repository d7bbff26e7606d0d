/// Decides who may ask for what.
struct TokenCheck: Sendable {
    private let tokens: [ServingSettings.Permission: [[UInt8]]]

    init(_ tokens: [ServingSettings.Permission: [String]]) {
        self.tokens = tokens.mapValues { $0.map { Array($0.utf8) } }
    }

    /// Lets a caller pass, or says why not.
    ///
    /// - Parameters:
    ///   - permission: What the route asks for; one without tokens is open.
    ///   - authorization: The value of the `Authorization` header.
    /// - Throws: 401 where no known token was given, 403 where it is that of another permission.
    func admit(_ permission: ServingSettings.Permission?, _ authorization: String?) throws(Refusal) {
        guard let permission, let allowed = tokens[permission], !allowed.isEmpty else { return }
        guard let given = authorization.flatMap(Self.bearerToken) else {
            throw unknownToken(permission, "a token is needed here")
        }
        let permissions = permissions(of: given)
        guard !permissions.contains(permission) else { return }
        guard !permissions.isEmpty else { throw unknownToken(permission, "this token is not known") }
        throw Refusal(403, "this token does not allow \(permission.rawValue); send one of that permission")
    }

    /// What a token allows; every known one is compared whole, so that the time taken says nothing of which was nearly right.
    func permissions(of given: [UInt8]) -> Set<ServingSettings.Permission> {
        var found: Set<ServingSettings.Permission> = []
        for (owner, list) in tokens {
            for token in list where Self.areEqual(token, given) { found.insert(owner) }
        }
        return found
    }

    private func unknownToken(_ permission: ServingSettings.Permission, _ problem: String) -> Refusal {
        Refusal(
            401, "\(problem); send the header Authorization: Bearer TOKEN with one for \(permission.rawValue)",
            header: AnswerHeader(name: "WWW-Authenticate", value: "Bearer"))
    }

    private static func bearerToken(_ header: String) -> [UInt8]? {
        let parts = header.split(separator: " ", omittingEmptySubsequences: true)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return Array(parts[1].utf8)
    }

    /// Compares in a time that depends on the length of what was given alone.
    static func areEqual(_ token: [UInt8], _ given: [UInt8]) -> Bool {
        guard !token.isEmpty else { return false }
        var difference = token.count ^ given.count
        for place in given.indices { difference |= Int(given[place] ^ token[place % token.count]) }
        return difference == 0
    }
}
