package import Domain

/// The question before a candidate goes on: what for what, on what evidence.
///
/// It holds the rollout's revision that the person saw; a later one makes the approval void.
package struct ApproveCard: Hashable, Sendable {
    package enum Phase: Hashable, Sendable {
        case typing(TextField)
        /// Submits at `end` (wall time) unless stopped.
        case counting(end: Timestamp)
    }

    package var pipeline: PipelineName
    package var rollout: Int
    package var revision: Int
    package var phase: Phase
    /// Why the card is shown anew, where it is.
    package var notice: String

    init(pipeline: PipelineName, canary: CanarySnapshot, notice: String = "") {
        self.pipeline = pipeline
        rollout = canary.record.number
        revision = canary.revision
        phase = .typing(TextField())
        self.notice = notice
    }

    static let countdown = TimeSpan.seconds(5)
}
