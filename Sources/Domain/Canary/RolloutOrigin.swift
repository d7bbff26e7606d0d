/// Why a rollout exists, and what a person let pass on the way.
package struct RolloutOrigin: Hashable, Codable, Sendable {
    package enum Kind: String, Hashable, Codable, Sendable {
        /// A search made the version.
        case search
        /// A person tries a version again.
        case retry
        /// A person brings a version from the archive, as it is.
        case recall
        /// A person makes a version of an old run's model.
        case deployment
        /// A person overrides the gate that rejected the version.
        case override
        /// A person brings a former champion back: no ramp, and no verdict of the engine.
        case undo
    }

    package var kind: Kind
    /// Counts the rollouts of this version from 1; no attempt uses the evidence of another.
    package var attempt: Int
    /// The gates that failed and were overridden; the version is unverified for ever.
    package var override: Waiver?
    /// The checks that a person skipped to promote in full.
    package var forced: Waiver?

    package init(kind: Kind = .search, attempt: Int = 1, override: Waiver? = nil, forced: Waiver? = nil) {
        self.kind = kind
        self.attempt = attempt
        self.override = override
        self.forced = forced
    }
}

/// What a person let pass on their own word.
package struct Waiver: Hashable, Codable, Sendable {
    package var user: String
    package var reason: String
    /// The checks that were not met, each with its numbers.
    package var checks: [String]

    package init(user: String, reason: String, checks: [String]) {
        self.user = user
        self.reason = reason
        self.checks = checks
    }
}

extension KeyedDecodingContainer {
    /// A record of an older store has no origin: a search made it.
    func decode(_ type: RolloutOrigin.Type, forKey key: Key) throws -> RolloutOrigin {
        try decodeIfPresent(type, forKey: key) ?? RolloutOrigin()
    }
}
