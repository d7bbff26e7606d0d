/// The fading metrics at one moment: a point of every line on the main chart.
package struct MetricPoint: Hashable, Codable, Sendable {
    /// The log entry after which it holds.
    package var sequence: Int64
    package var time: Timestamp
    /// What the users got.
    package var served: Double?
    /// The first champion, never retrained.
    package var ghost: Double?
    /// Repeats the last label known.
    package var noChange: Double?
    /// While a canary runs: the candidate on all events.
    package var candidate: Double?

    package init(
        sequence: Int64, time: Timestamp, served: Double?, ghost: Double?, noChange: Double?, candidate: Double?
    ) {
        self.sequence = sequence
        self.time = time
        self.served = served
        self.ghost = ghost
        self.noChange = noChange
        self.candidate = candidate
    }
}
