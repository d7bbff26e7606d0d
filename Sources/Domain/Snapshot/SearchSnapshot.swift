/// The search that runs, or the last one that ended.
package struct SearchSnapshot: Hashable, Codable, Sendable {
    package var number: Int
    /// The trigger's kind, such as `decay`.
    package var cause: String
    package var evidence: String
    package var isRunning: Bool
    /// What it does: `3 of 12 trials`, `refitting the best`, `gates`, or how it ended.
    package var status: String
    /// Best score first; running and waiting ones next, failed ones last.
    package var runs: [RunRecord]
    package var cpuSeconds: Double
    /// Who let it draw no further trial; nil while it goes on.
    package var pausedBy: String?

    package init(
        number: Int, cause: String, evidence: String, isRunning: Bool, status: String, runs: [RunRecord],
        cpuSeconds: Double, pausedBy: String? = nil
    ) {
        self.number = number
        self.cause = cause
        self.evidence = evidence
        self.isRunning = isRunning
        self.status = status
        self.runs = runs
        self.cpuSeconds = cpuSeconds
        self.pausedBy = pausedBy
    }
}
