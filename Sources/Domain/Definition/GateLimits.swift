/// Which gates must pass, and what each allows beyond the comparison with the champion.
package struct GateLimits: Hashable, Codable, Sendable {
    /// Gates that must pass, whatever they are without it: what cannot be measured rejects, too.
    package var required: [GateResult.Gate] = []
    /// Gates that are shown and never reject.
    package var advisory: [GateResult.Gate] = []

    /// What the comparison with the champion must show.
    package enum Proof: String, Hashable, Codable, Sendable, CaseIterable {
        /// The estimate is within the margin; the canary goes on testing it.
        case estimate
        /// The whole interval is within the margin.
        case nonInferior = "non-inferior"
        /// The whole interval is on the better side.
        case superior
    }

    package var proof = Proof.estimate
    /// Newest labelled rows of the past that must be there.
    package var freshRows = 50
    /// Loss, on the loss scale 0–1, of an answer to a golden case that is still right; a class must be the very one.
    package var goldenTolerance = 0.25
    /// Columns whose values cut the newest rows into parts.
    package var slices: [String] = []
    /// Rows from which on a part or a group counts.
    package var sliceRows = 100
    /// Loss by which a candidate may be worse than the champion on any part.
    package var sliceMargin = 0.05
    /// The column whose groups are held against each other.
    package var protected: String?
    /// The class that is good to get; nil for the last one.
    package var favourable: String?
    /// Gap between two groups, 0–1, that is still fair.
    package var biasLimit = 0.1
    /// Mean distance of a probability from how often it comes true that is allowed.
    package var calibrationError = 0.05
    /// Whether a candidate that fails only that is refitted, where this mends it.
    package var recalibrates = false
    /// Times the champion's time of a prediction that a candidate may take; nil for any.
    package var growth: Double?
    /// Size of the artifact in bytes.
    package var modelBytes: Int64 = 104_857_600
    /// Memory in bytes that loading the model may add to the process; nil for any.
    package var residentBytes: Int64?
    /// Share of the expired and labelled predictions that must have a label.
    package var labelCoverage = 0.8
    /// One in so many candidates is trained a second time, and once on shuffled labels; 0 for none.
    package var reproduceEvery = 10
    /// Mean loss between two trainings with the same seed that is allowed.
    package var reproduceTolerance = 0.01

    package init() {}
}

extension KeyedDecodingContainer {
    /// A definition of an older store has no limits: the standard ones hold.
    func decode(_ type: GateLimits.Type, forKey key: Key) throws -> GateLimits {
        try decodeIfPresent(type, forKey: key) ?? GateLimits()
    }
}
