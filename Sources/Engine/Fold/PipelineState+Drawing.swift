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

    /// Goes from the trials to the refit of the best.
    mutating func finishTrials(_ context: FoldContext, _ changes: inout PipelineChanges) {
        guard var search, search.phase == .trials else { return }
        search.rank(higherIsBetter: higherIsBetter)
        self.search = search
        experience.add(search, higherIsBetter: higherIsBetter)
        if let why = search.drawingEnded {
            decide(.search, "search \(search.number)", "trials ended: \(why)", context, &changes)
        }
        refit(rank: 0, context, &changes)
    }

    private func next(of search: SearchState) -> RunRecord? {
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
        run?.dataset = search.dataset?.digest
        return run
    }

    /// What of the search's budget is used up; nil while there is room for a further trial.
    ///
    /// Measured seconds decide nothing in a replay, whose reports have no times.
    private func reasonToEnd(_ search: SearchState) -> String? {
        let limit = search.trialLimit ?? definition.search.trials
        if search.trials.count >= limit { return "\(limit) trials" }
        let budget = definition.search.strategy.budget
        let spent = SearchCosts(search.runs)
        if let most = budget.rowRounds, spent.rowRounds >= most {
            return "its budget of \(most) rows × rounds is used up"
        }
        guard spent.isMeasured else { return nil }
        if let most = budget.wallSeconds, spent.wallSeconds >= most {
            return "its budget of \(Decimal.fixed(most, 0)) s is used up"
        }
        if let most = budget.cpuSeconds, spent.cpuSeconds >= most {
            return "its budget of \(Decimal.fixed(most, 0)) CPU seconds is used up"
        }
        return nil
    }
}
