import Domain
import Learning

/// A search's trials, drawn as results come in, until its budget is used up.
extension PipelineState {
    /// Draws trials until as many run as there are workers, or none is left to draw.
    ///
    /// Trial k is drawn when the results before it are told, but for those of the trials that then run: the same log
    /// gives the same trials.
    mutating func drawTrials(_ context: FoldContext, _ changes: inout PipelineChanges) {
        guard var search, search.phase == .trials, search.purpose == .improve, search.pausedBy == nil else { return }
        var drawn: [RunRecord] = []
        while search.drawingEnded == nil, search.openRuns.count < definition.search.workers {
            if let why = reasonToEnd(search) {
                search.drawingEnded = why
            } else if let run = next(of: search) {
                counts.runs += 1
                search.runs.append(run)
                drawn.append(run)
            } else {
                search.drawingEnded = "the space holds nothing that was not tried"
            }
        }
        self.search = search
        changes.runs += drawn
    }

    /// Goes from the trials to the blend of their models, or to the refit of the best where there is none to be made.
    mutating func endTrials(_ context: FoldContext, _ changes: inout PipelineChanges) {
        guard var search, search.phase == .trials else { return }
        if !search.runs.contains(where: { $0.kind == .ensemble }), let why = search.drawingEnded {
            decide(.search, "search \(search.number)", "trials ended: \(why)", context, &changes)
            search.rank(higherIsBetter: higherIsBetter)
            switch EnsembleDrawing(search, definition).next(number: counts.runs + 1) {
            case .run(let drawn):
                counts.runs += 1
                let run = search.dealt(drawn)
                search.runs.append(run)
                changes.runs.append(run)
                self.search = search
                return
            case .none(let why):
                decide(.search, "search \(search.number)", "no ensemble: \(why)", context, &changes)
            case .unwanted:
                break
            }
        }
        finishTrials(context, &changes)
    }

    /// Goes to the refit of the best run.
    mutating func finishTrials(_ context: FoldContext, _ changes: inout PipelineChanges) {
        guard var search, search.phase == .trials else { return }
        search.rank(higherIsBetter: higherIsBetter)
        self.search = search
        experience.add(search, higherIsBetter: higherIsBetter)
        refit(rank: 0, context, &changes)
    }

    func next(of search: SearchState) -> RunRecord? {
        let number = counts.runs + 1
        var run: RunRecord?
        if search.runs.isEmpty, let champion, champion.remote == nil {
            run = SearchPlanner(definition: definition).plainRetrain(
                of: champion.record.specification, search: search.number, number: number)
        } else {
            do {
                run = try TrialDrawing(search, definition).next(number: number)
            } catch {
                // The file's check has refused such a space; a definition of an older store ends its search here.
                return nil
            }
        }
        return run.map { search.dealt($0) }
    }

    /// What of the search's budget is used up; nil while there is room for a further trial.
    private func reasonToEnd(_ search: SearchState) -> String? {
        let limit = search.trialLimit ?? definition.search.trials
        if search.trials.count >= limit { return "\(limit) trials" }
        return SearchCosts(search.runs).reasonToEnd(definition.search.strategy.budget)
    }
}
