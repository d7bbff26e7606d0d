package import Domain
package import Terminal

/// What the screen reacts to.
package enum DashboardEvent: Hashable, Sendable {
    case key(Key)
    case snapshot(EngineSnapshot)
    case reply(IntentReply)
    case runs(RunQuery, RunPage)
    /// The history cannot be read, and why.
    case runsFailed(RunQuery, String)
    case lineage(PipelineName, RunLineage)
    case explanation(PipelineName, SearchExplanation)
    /// The history cannot be read, and why.
    case explanationFailed(PipelineName, String)
    /// Wall time went on; only wanted between ``DashboardEffect/startCountdown`` and the countdown's end.
    case tick
    case resized(Size)
    /// The outside could not do what an effect asked for, or says that it did: one line for the person.
    case message(String)
}
