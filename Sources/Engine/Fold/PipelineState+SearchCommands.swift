import Domain

/// What a person asks of a running search; what was learned is kept.
extension PipelineState {
    mutating func pauseSearch(by user: String) -> IntentReply {
        guard let search, search.phase == .trials, search.purpose == .improve else { return noTrials }
        if let other = search.pausedBy { return .refused("search \(search.number) is paused by \(other)") }
        self.search?.pausedBy = user
        return .done("search \(search.number) is paused after \(words(search)); trials that run go on")
    }

    mutating func resumeSearch(_ context: FoldContext, _ changes: inout PipelineChanges) -> IntentReply {
        guard let search, search.phase == .trials else { return noTrials }
        guard search.pausedBy != nil else { return .refused("search \(search.number) is not paused") }
        self.search?.pausedBy = nil
        drawTrials(context, &changes)
        if self.search?.nextRun == nil { endTrials(context, &changes) }
        return .done("search \(search.number) goes on")
    }

    mutating func stopSearch(
        by user: String, _ context: FoldContext, _ changes: inout PipelineChanges
    ) -> IntentReply {
        guard var search, search.phase == .trials, search.purpose == .improve else { return noTrials }
        changes.runs += search.cancelOpenRuns("stopped by \(user)")
        search.drawingEnded = "stopped by \(user)"
        search.pausedBy = nil
        self.search = search
        let done = "search \(search.number) is stopped after \(words(search))"
        decide(.search, "search \(search.number)", "trials ended: stopped by \(user)", context, &changes)
        finishTrials(context, &changes)
        return .done(done)
    }

    mutating func extendSearch(
        by trials: Int, _ context: FoldContext, _ changes: inout PipelineChanges
    ) -> IntentReply {
        guard var search, search.phase == .trials, search.purpose == .improve else { return noTrials }
        guard (1...1_000).contains(trials) else { return .refused("give 1 to 1000 trials, not \(trials)") }
        let limit = (search.trialLimit ?? search.trials.count) + trials
        search.trialLimit = limit
        search.drawingEnded = nil
        self.search = search
        drawTrials(context, &changes)
        return .done("search \(search.number) may have \(limit) trials")
    }

    private var noTrials: IntentReply {
        guard let search else { return .refused("no search runs") }
        return .refused("search \(search.number) runs no trials any more: it is past them")
    }

    private func words(_ search: SearchState) -> String {
        "\(search.trials.count { $0.state.isOver && $0.failure != .cancelled }) trials"
    }
}
