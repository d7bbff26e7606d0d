/// What a person, or a rule on a person's behalf, asks a pipeline to do.
package enum Command: Hashable, Codable, Sendable {
    /// Approves what waits: a step or a promotion. `revision` is the rollout's revision that the person saw.
    case approve(rollout: Int, revision: Int)
    /// Removes the version from the traffic; valid at any revision while that version gets traffic.
    case rollBack(version: ModelVersion)
    /// Freezes a canary's weight.
    case hold(rollout: Int, revision: Int)
    /// Lets a held canary go on.
    case resume(rollout: Int, revision: Int)
    case retrain
    /// Turns the pipeline's automatic triggers and approvals off.
    case pauseAutomation
    case resumeAutomation
    case acknowledge(alert: Int)
    case unacknowledge(alert: Int)
    /// Puts a quarantined row back among the rows that may be trained on.
    case releaseRow(Int64)
    /// Drops a quarantined row for good.
    case dropRow(Int64)

    /// A word for the log.
    package var name: String {
        switch self {
        case .approve: "approve"
        case .rollBack: "roll back"
        case .hold: "hold"
        case .resume: "resume"
        case .retrain: "retrain"
        case .pauseAutomation: "pause automation"
        case .resumeAutomation: "resume automation"
        case .acknowledge: "acknowledge"
        case .unacknowledge: "un-acknowledge"
        case .releaseRow: "release row"
        case .dropRow: "drop row"
        }
    }
}
