import Domain

/// A pipeline at work inside the engine: its fold state and everything about it that a restart makes anew.
struct PipelineRuntime: Sendable {
    var state: PipelineState
    var source: any EventSource
    /// What is folded and not yet committed.
    var changes: PipelineChanges
    var view: PipelineView
    var pace: Pace
    /// Rows read since the engine started or resumed.
    var rowsRead: Int64 = 0
    var hasEnded = false
    var sourceProblem: String?
    /// Trials handed to workers, by run number, with the times they were tried.
    var handedOut: [Int: Int] = [:]
    /// Finished trials that wait for their turn to be told.
    var finished: [Int: TrialReport] = [:]
    var progress: [Int: Double] = [:]
    var checkpointedAt: Int64

    /// Folds one entry; what it leads to waits in `changes`.
    @discardableResult
    mutating func fold(_ input: PipelineInput, in context: FoldContext) -> IntentReply? {
        state.fold(input, in: context, into: &changes)
    }

    var name: PipelineName { state.definition.name }

    /// Whether the stream stands still until workers have answered; only in lockstep.
    var waitsForWorkers: Bool { state.search?.nextRun != nil }
}
