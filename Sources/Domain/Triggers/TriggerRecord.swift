/// One accepted firing of a trigger: why, on what evidence, and what came of it.
package struct TriggerRecord: Hashable, Codable, Sendable {
    package enum Outcome: String, Hashable, Codable, Sendable, CaseIterable {
        case running
        case promoted
        case rolledBack = "rolled-back"
        case rejected
        case noGain = "no-gain"
        case failed
        case deployed
        /// The model may not serve: what was found is told.
        case advised
        /// A person took the candidate back before it had traffic.
        case cancelled
        /// A person's own candidate took its place.
        case superseded
    }

    /// Counts the pipeline's accepted firings from 1; the search it starts has the same number.
    package var number: Int
    /// `initial`, `periodic`, `new-rows`, `drift`, `decay`, `manual` or `drill`.
    package var kind: String
    package var firedAt: Timestamp
    package var value: Double
    package var threshold: Double
    package var count: Int
    /// One sentence with the numbers.
    package var evidence: String
    package var actor: String
    package var outcome: Outcome
    package var endedAt: Timestamp?

    package init(
        number: Int, kind: String, firedAt: Timestamp, value: Double, threshold: Double, count: Int,
        evidence: String, actor: String, outcome: Outcome, endedAt: Timestamp? = nil
    ) {
        self.number = number
        self.kind = kind
        self.firedAt = firedAt
        self.value = value
        self.threshold = threshold
        self.count = count
        self.evidence = evidence
        self.actor = actor
        self.outcome = outcome
        self.endedAt = endedAt
    }
}
