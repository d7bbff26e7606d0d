/// The fading metrics at one moment: a point of every line on the main chart.
package struct MetricPoint: Hashable, Codable, Sendable {
    /// The log entry after which it holds.
    package var sequence: Int64
    package var time: Timestamp
    /// Up to which event time the labels were complete then; nil where an older program wrote it.
    package var through: Timestamp?
    /// What the users got.
    package var served: Double?
    /// The first champion, never retrained.
    package var ghost: Double?
    /// Repeats the last label known.
    package var noChange: Double?
    /// While a canary runs: the candidate on all events.
    package var candidate: Double?
    /// What was expected of the newest answers, whose labels were still open.
    package var estimated: Double?
    /// Why that was not to be believed; nil where it was.
    package var doubt: EstimateSnapshot.Doubt?

    package init(
        sequence: Int64, time: Timestamp, through: Timestamp? = nil, served: Double?, ghost: Double?, noChange: Double?,
        candidate: Double?, estimated: Double? = nil, doubt: EstimateSnapshot.Doubt? = nil
    ) {
        self.sequence = sequence
        self.time = time
        self.through = through
        self.served = served
        self.ghost = ghost
        self.noChange = noChange
        self.candidate = candidate
        self.estimated = estimated
        self.doubt = doubt
    }
}
