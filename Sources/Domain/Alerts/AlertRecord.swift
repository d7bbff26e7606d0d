/// One occurrence of an alert with the evidence frozen when it fired.
package struct AlertRecord: Hashable, Codable, Sendable {
    package enum Rule: String, Hashable, Codable, Sendable, CaseIterable {
        /// The served metric fell.
        case decay
        /// A column, the output or the confidence left its reference.
        case drift
        /// The error stream changed, by ADWIN.
        case errorChange = "error-change"
        /// A column is missing more often than in the reference.
        case missing
        /// A column's values break its range, set or type more often than allowed.
        case outOfRange = "out-of-range"
        /// A batch was blocked: too many rows quarantined or cells missing, or its volume is off.
        case dataCorruption = "data-corruption"
        /// A canary is held or waits.
        case canaryHeld = "canary-held"
        /// A candidate was rolled back by the engine.
        case rolledBack = "rolled-back"
        /// What a champion learned made it worse, so that it went back to an older copy.
        case learning
        /// A column of a search's rows gives the label away.
        case leak
        /// A search ended without a candidate.
        case searchFailed = "search-failed"
        /// The server of another that answers for the champion cannot be reached, or fails.
        case modelServer = "model-server"
        /// Too many labels come without a prediction.
        case orphanLabels = "orphan-labels"
        /// A notification command failed.
        case notificationFailed = "notification-failed"
    }

    package enum Severity: String, Hashable, Codable, Sendable, CaseIterable {
        case page
        case ticket
        case info
    }

    package enum State: String, Hashable, Codable, Sendable, CaseIterable {
        case pending
        case firing
        case resolved
    }

    /// Counts the pipeline's occurrences from 1.
    package var number: Int
    package var rule: Rule
    /// What the rule is about: a column's name, `output`, `error`, a version; part of the fingerprint with the rule.
    package var subject: String
    package var severity: Severity
    package var state: State
    package var since: Timestamp
    package var firedAt: Timestamp?
    package var resolvedAt: Timestamp?
    package var value: Double
    package var threshold: Double
    /// Events behind the value.
    package var count: Int
    /// One sentence with the numbers, as frozen at firing.
    package var text: String
    package var isDrill: Bool
    package var acknowledgedBy: String?
    package var acknowledgedAt: Timestamp?
    package var flaps: Int

    package init(
        number: Int, rule: Rule, subject: String, severity: Severity, state: State, since: Timestamp,
        firedAt: Timestamp? = nil, resolvedAt: Timestamp? = nil, value: Double, threshold: Double, count: Int,
        text: String, isDrill: Bool = false, acknowledgedBy: String? = nil, acknowledgedAt: Timestamp? = nil,
        flaps: Int = 0
    ) {
        self.number = number
        self.rule = rule
        self.subject = subject
        self.severity = severity
        self.state = state
        self.since = since
        self.firedAt = firedAt
        self.resolvedAt = resolvedAt
        self.value = value
        self.threshold = threshold
        self.count = count
        self.text = text
        self.isDrill = isDrill
        self.acknowledgedBy = acknowledgedBy
        self.acknowledgedAt = acknowledgedAt
        self.flaps = flaps
    }
}
