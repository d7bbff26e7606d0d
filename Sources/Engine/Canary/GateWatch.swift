import Domain

/// Whether a rollout waits for gates that run again, and which of them stopped it.
struct GateWatch: Codable, Hashable, Sendable {
    /// Whether gates run again at the steps; not for a drill or a former champion.
    var runsAgain = false
    var isAsked = false
    /// The gate that holds the rollout, with its numbers.
    var failed: String?
}

extension KeyedDecodingContainer {
    /// A checkpoint of an older program runs no gates again.
    func decode(_ type: GateWatch.Type, forKey key: Key) throws -> GateWatch {
        try decodeIfPresent(type, forKey: key) ?? GateWatch()
    }
}
