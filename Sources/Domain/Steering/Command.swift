/// What a person, or a rule on a person's behalf, asks a pipeline to do.
package enum Command: Hashable, Codable, Sendable {
    /// Approves what waits: the start, a step or a promotion. `revision` is the rollout's revision that the person saw.
    case approve(rollout: Int, revision: Int)
    /// Takes the next step of the ramp now: skips the wait, not the tests.
    case nextStep(rollout: Int, revision: Int)
    /// Promotes at once, whatever was not tested yet; the person types the version and gives a reason.
    case promoteFull(rollout: Int, revision: Int, version: ModelVersion)
    /// Takes a candidate back before it has traffic.
    case cancel(rollout: Int, revision: Int)
    /// Lets a version that a gate rejected go to its canary; it is unverified for ever.
    ///
    /// `rollout` and `revision` are those of the newest rollout that the person saw, which need not be the version's.
    case overrideGate(rollout: Int, revision: Int, version: ModelVersion)
    /// Tries a version again that was rolled back, cancelled or superseded; the person gives a reason.
    case retry(rollout: Int, revision: Int, version: ModelVersion)
    /// Lets an archived version be a candidate without training; the person gives a reason.
    ///
    /// Where there was no rollout yet, `rollout` and `revision` are 0.
    case recall(rollout: Int, revision: Int, version: ModelVersion)
    /// Puts the model of an old run before the gates, without training.
    ///
    /// `deployment` is what the engine finds of the run in its history before it writes the command down; whoever gives the
    /// command leaves it nil. Where there was no rollout yet, `rollout` and `revision` are 0.
    case deployRun(rollout: Int, revision: Int, run: Int, deployment: RunDeployment? = nil)
    /// Takes a candidate out of the line in which it waits for its turn, or out of a race.
    ///
    /// `rollout` and `revision` are those of the newest rollout that the person saw; nil in a log of an older program.
    case leaveLine(version: ModelVersion, rollout: Int? = nil, revision: Int? = nil)
    /// Brings a former champion back without a ramp; the person gives a reason.
    case undo(rollout: Int, revision: Int, version: ModelVersion)
    /// Removes the version from the traffic; valid at any revision while that version gets traffic.
    case rollBack(version: ModelVersion)
    /// Freezes a canary's weight.
    case hold(rollout: Int, revision: Int)
    /// Lets a held canary go on.
    case resume(rollout: Int, revision: Int)
    case retrain
    /// Lets a search draw no further trial until it is resumed; those that run go on.
    case pauseSearch
    case resumeSearch
    /// Ends a search's trials now; the best of those that ended goes on to the gates.
    case stopSearch
    /// Gives a search so many trials more.
    case extendSearch(trials: Int)
    /// Turns the pipeline's automatic triggers and approvals off.
    case pauseAutomation
    case resumeAutomation
    case acknowledge(alert: Int)
    case unacknowledge(alert: Int)
    /// Puts a quarantined row back among the rows that may be trained on.
    case releaseRow(Int64)
    /// Drops a quarantined row for good.
    case dropRow(Int64)
    /// Names an event as a golden case; the person gives a reason, and the right answer where the label is not it.
    case addGolden(event: Int64, truth: String?)
    case removeGolden(number: Int)
    /// Takes labels back that a source got wrong: as many as the person saw; the person gives a reason.
    case retractLabels(LabelRange, labels: Int)

    /// A word for the log.
    package var name: String {
        switch self {
        case .approve: "approve"
        case .nextStep: "next step"
        case .promoteFull: "promote in full"
        case .cancel: "cancel"
        case .overrideGate: "override gate"
        case .retry: "retry"
        case .recall: "recall"
        case .deployRun: "deploy run"
        case .leaveLine: "leave line"
        case .undo: "undo"
        case .rollBack: "roll back"
        case .hold: "hold"
        case .resume: "resume"
        case .retrain: "retrain"
        case .pauseSearch: "pause search"
        case .resumeSearch: "resume search"
        case .stopSearch: "stop search"
        case .extendSearch: "extend search"
        case .pauseAutomation: "pause automation"
        case .resumeAutomation: "resume automation"
        case .acknowledge: "acknowledge"
        case .unacknowledge: "un-acknowledge"
        case .releaseRow: "release row"
        case .dropRow: "drop row"
        case .addGolden: "add golden case"
        case .removeGolden: "remove golden case"
        case .retractLabels: "retract labels"
        }
    }
}
