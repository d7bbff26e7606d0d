import Domain

/// A pipeline at work inside the engine: its fold state and everything about it that a restart makes anew.
struct PipelineRuntime: Sendable {
    var state: PipelineState
    var source: ItemQueue
    /// What is folded and not yet committed.
    var changes: PipelineChanges
    var view: PipelineView
    var pace: Pace
    var hasEnded = false
    /// Whether the source had nothing when it was looked at last.
    var isQuiet = false
    var sourceProblem: String?
    /// When the source is tried again after it could not be read, by the clock that only goes forward.
    var nextReading: UInt64 = 0
    /// Trials handed to workers, by run number, with the times they were tried.
    var handedOut: [Int: Int] = [:]
    /// When each trial was first seen to wait for a worker, by the clock that only goes forward.
    var waitingSince: [Int: UInt64] = [:]
    /// Trials at work, to be cancelled.
    var trials: [Int: Task<TrialReport, Never>] = [:]
    /// Finished trials that wait for their turn to be told.
    var finished: [Int: TrialReport] = [:]
    var progress: [Int: Double] = [:]
    /// Alerts that were told to the outside, so that taking an acknowledgement back tells nobody twice.
    var announced: Set<Int> = []
    /// Labels whose callers wait for the commit that holds them.
    var feedback: [PendingFeedback] = []
    /// Those of them that are folded, with their answers.
    var joined: [JoinedFeedback] = []
    /// Whether the source has been read to its end once: until then it is history that is caught up with.
    var hasCaughtUp = false
    /// What other servers were asked for a run of the gates.
    var gateQuestions: GateQuestions?
    var checkpointedAt: Int64
    /// When that was, by the clock that only goes forward.
    var checkpointTime: UInt64 = 0
    /// What that took, in nanoseconds.
    var checkpointCost: UInt64 = 0

    /// Folds items until so many rows are in, the source has none now, or (in lockstep) the fold asks for work.
    ///
    /// The work then finds the stream where it was asked for. Gives the rows read, or -1 where there was no item at all.
    mutating func read(
        rows: Int, until limit: Timestamp?, in context: FoldContext, recalling store: any HistoryStore,
        stopsForWork: Bool
    ) throws(EngineError) -> Int {
        var read = 0
        var items = 0
        let before = source.position
        while read < rows || source.hasWaiting {
            guard let item = try next(rows: rows - read, until: limit) else { break }
            try take(item, in: context, recalling: store)
            items += 1
            if case .row = item { read += 1 }
            if stopsForWork, state.asksForWork { break }
        }
        // A source that stands still gives nothing to write.
        if source.position != before { changes.position = source.position }
        hasEnded = source.reachedEnd
        if hasEnded { hasCaughtUp = true }
        return items == 0 ? -1 : read
    }

    private mutating func next(rows: Int, until limit: Timestamp?) throws(EngineError) -> SourceItem? {
        do throws(SourceError) {
            return try source.next(rows: rows, until: limit)
        } catch {
            throw .source(name, error)
        }
    }

    /// Folds an item of the stream; the prediction that a label is for is read from the store where only that has it.
    mutating func take(
        _ item: SourceItem, in context: FoldContext, recalling store: any HistoryStore
    ) throws(EngineError) {
        try recallExpired(by: item, from: store)
        if case .label(let event, _, _) = item, state.buffer.isCold(event) {
            do throws(StoreError) {
                guard let answered = try store.answeredEvents([event], in: name).first else {
                    throw StoreError(
                        "event \(event) of \(name) waits for its label and is not in the store; bring a copy back")
                }
                state.buffer.keepWarm(answered)
            } catch {
                throw .store(error)
            }
        }
        fold(.source(item), in: context)
    }

    /// Where silence is a label, those that this item's moment lets it be told of are read from the store.
    private mutating func recallExpired(
        by item: SourceItem, from store: any HistoryStore
    ) throws(EngineError) {
        guard state.definition.labels.implicit != nil else { return }
        let moment: Timestamp? =
            switch item {
            case .row(let row): row.time
            case .label(_, _, let time): time
            case .correction, .reward: nil
            }
        guard let moment else { return }
        let cold = state.buffer.cold(before: max(state.clock, moment) - state.definition.labels.horizon)
        guard !cold.isEmpty else { return }
        do {
            for answered in try store.answeredEvents(cold, in: name) { state.buffer.keepWarm(answered) }
        } catch {
            throw .store(error)
        }
    }

    /// Folds again what was committed after the checkpoint; what it leads to is committed already.
    mutating func replay(
        _ tail: [LogEntry], in context: FoldContext, recalling store: any HistoryStore
    ) throws(EngineError) {
        for entry in tail {
            if case .source(let item) = entry.input {
                try take(item, in: context, recalling: store)
            } else {
                fold(entry.input, in: context)
            }
        }
        changes = PipelineChanges(pipeline: name)
        checkpointedAt = state.sequence
    }

    /// Folds one entry; what it leads to waits in `changes`.
    @discardableResult
    mutating func fold(_ input: PipelineInput, in context: FoldContext) -> IntentReply? {
        state.fold(input, in: context, into: &changes)
    }

    var name: PipelineName { state.definition.name }

    /// Whether the stream stands still until workers have answered; only in lockstep.
    var waitsForWorkers: Bool { state.search?.nextRun != nil }
}
