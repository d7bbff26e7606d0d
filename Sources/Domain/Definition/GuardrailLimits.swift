/// What a candidate may not be proven to do while it is compared, beside its loss as a whole.
///
/// The parts and groups, and their limits, are those of the gates: ``GateLimits/slices`` and ``GateLimits/protected``.
package struct GuardrailLimits: Hashable, Codable, Sendable {
    /// Which guardrails a promotion waits for.
    package enum Awaited: String, Hashable, Codable, Sendable, CaseIterable {
        /// Those that pass within one more step's least number of pairs, at what they have seen so far.
        case settled
        case all
    }

    /// Chance, over a whole attempt and all guardrails, that a candidate within its limits is taken out; 0 for none.
    package var alpha = 0.05
    /// Share of the answers, beyond the champion's, that may be none: no number, or nothing at all.
    package var errorMargin = 0.01
    /// Share of the answers by which a class may become more or less frequent, of a number the distance on the loss scale.
    ///
    /// Nil for any: a candidate that follows a world that has turned answers otherwise, and rightly.
    package var scoreShift: Double?
    package var awaited = Awaited.settled

    package init() {}
}

extension KeyedDecodingContainer {
    /// A definition of an older store has no such limits: the standard ones hold.
    func decode(_ type: GuardrailLimits.Type, forKey key: Key) throws -> GuardrailLimits {
        try decodeIfPresent(type, forKey: key) ?? GuardrailLimits()
    }

    func decode(_ type: GuardrailLimits.Awaited.Type, forKey key: Key) throws -> GuardrailLimits.Awaited {
        try decodeIfPresent(type, forKey: key) ?? .settled
    }
}
