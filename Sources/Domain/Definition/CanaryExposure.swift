/// How a candidate meets the traffic: step by step, at once, beside it, or on its share for a comparison of outcomes.
package struct CanaryExposure: Hashable, Codable, Sendable {
    package enum Mode: String, Hashable, Codable, Sendable, CaseIterable {
        /// Step by step.
        case ramp
        /// No step: the tests are passed without traffic, then all of it moves at once.
        case blueGreen = "blue-green"
        /// As blue-green, but a person alone lets the traffic move.
        case shadow
        /// A fixed share until the arms' outcomes differ.
        case split
    }

    package var mode = Mode.ramp
    /// Labelled pairs that a candidate collects without traffic before its first step.
    package var shadowPairs = 0
    /// Stream time that it predicts without traffic before its first step.
    package var shadowTime = TimeSpan.zero

    /// Read where the mode is split.
    package var split = SplitDefinition()

    package init() {}

    /// Whether the first step has no traffic.
    package var beginsInShadow: Bool {
        switch mode {
        case .ramp, .split: shadowPairs > 0 || shadowTime > .zero
        case .blueGreen, .shadow: true
        }
    }
}

extension CanaryDefinition {
    /// Shares of the traffic in percent, the shadow's 0 first; a last 100 is the promotion itself.
    package var shares: [Double] {
        switch exposure.mode {
        case .ramp: (exposure.beginsInShadow ? [0] : []) + steps
        case .blueGreen, .shadow: [0, 100]
        case .split: (exposure.beginsInShadow ? [0] : []) + [exposure.split.share, 100]
        }
    }
}

extension KeyedDecodingContainer {
    /// A definition of an older store has no exposure: a ramp without a shadow.
    func decode(_ type: CanaryExposure.Type, forKey key: Key) throws -> CanaryExposure {
        try decodeIfPresent(type, forKey: key) ?? CanaryExposure()
    }
}
