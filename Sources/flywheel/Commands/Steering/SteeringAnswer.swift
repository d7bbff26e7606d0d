import Domain

/// What became of a command that steers, for people and for machines.
struct SteeringAnswer: Encodable {
    /// A word for the command, as the audit log has it; nil where it was refused before one was made of it.
    var command: String?
    var pipeline: String
    /// False where it was refused.
    var done: Bool
    /// What was done, or why not.
    var sentence: String
    /// Of a roll back: from the command to the moment from which on the version got no requests.
    var effectiveMilliseconds: Double?
    /// From the command to its place in the history.
    var recordedMilliseconds: Double?
    /// How the pipeline stands now.
    var champion: String?
    var automation: String?
    var candidate: String?
    /// The newest canary's.
    var state: String?
    var weight: Double?
    var revision: Int?

    /// Adds how the pipeline stands.
    mutating func add(_ pipeline: PipelineSnapshot?) {
        guard let pipeline else { return }
        champion = pipeline.champion.version.description
        automation = pipeline.automation == .on ? "on" : "off"
        guard let canary = pipeline.canary else { return }
        candidate = canary.record.candidate.description
        state = canary.record.state.name
        weight = canary.weight
        revision = canary.revision
    }
}
