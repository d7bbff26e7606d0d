import Domain
import Learning

/// A column of a search's rows that gives the label away: told before a trial is paid for.
extension PipelineState {
    /// Raises the alert that names the column, and resolves that of one that is clean again.
    ///
    /// A search that improves ends here, with one run that says why, unless the file makes the data gate advisory: the gate
    /// would refuse whatever the search found.
    ///
    /// - Returns: Whether the search goes on.
    mutating func goesOn(
        past dataset: DatasetSummary, _ context: FoldContext, _ changes: inout PipelineChanges
    ) -> Bool {
        let clean = alerts.firing.filter { $0.rule == .leak && $0.subject != dataset.leak }
        for alert in clean { tellLeak(alert.subject, holds: false, dataset, context, &changes) }
        guard let column = dataset.leak else { return true }
        tellLeak(column, holds: true, dataset, context, &changes)
        guard var search, search.purpose == .improve, definition.gates.duty(of: .data) != .advisory else { return true }
        if var run = next(of: search) {
            counts.runs += 1
            run.state = .failed
            run.failure = .leak
            run.message = LeakingColumn.words(column)
            search.runs.append(run)
            changes.runs.append(run)
            self.search = search
        }
        end(.failed, LeakingColumn.words(column), context, &changes)
        return false
    }

    private mutating func tellLeak(
        _ column: String, holds: Bool, _ dataset: DatasetSummary, _ context: FoldContext,
        _ changes: inout PipelineChanges
    ) {
        raise(
            AlertBook.Reading(
                rule: .leak, subject: column, severity: .ticket, holds: holds, value: 0, threshold: 0,
                count: dataset.trainingRows + dataset.validationRows, text: LeakingColumn.words(column)),
            pendingEvaluations: 1, context, &changes)
    }
}
