/// What a run came from and what came of it, as the history tells it.
package struct RunLineage: Hashable, Codable, Sendable {
    package var found: FoundRun
    /// The trigger that fired its search, and what that ended with.
    package var trigger: TriggerRecord?
    /// The run that trained its recipe anew on all rows, whose model it was that became a version; nil for its own.
    package var refit: Int?
    /// What its model, or its refit's, became.
    package var version: VersionRecord?
    /// The rollouts of that version, oldest first.
    package var rollouts: [RolloutRecord]

    package init(
        found: FoundRun, trigger: TriggerRecord?, refit: Int?, version: VersionRecord?, rollouts: [RolloutRecord]
    ) {
        self.found = found
        self.trigger = trigger
        self.refit = refit
        self.version = version
        self.rollouts = rollouts
    }

    /// Looks a run up; nil where there is no such run.
    ///
    /// - Parameters:
    ///   - number: The run's.
    ///   - pipeline: Whose run it is.
    ///   - history: Where it is looked for.
    /// - Throws: ``StoreError`` where the history cannot be read.
    package init?(
        ofRun number: Int, in pipeline: PipelineName, from history: any HistoryReader
    ) throws(StoreError) {
        let own = try history.runs(RunQuery(pipeline: pipeline, condition: .number(number), limit: 1))
        guard let found = own.runs.first else { return nil }
        self.found = found
        let all = Int(Int32.max)
        trigger = try history.triggers(pipeline, limit: all).last { $0.number == found.run.search }
        var deployed = found
        if found.version == nil {
            let refits = try history.runs(
                RunQuery(pipeline: pipeline, condition: .refits(of: number), order: .ascending, limit: all))
            if let refit = refits.runs.last(where: { $0.version != nil }) ?? refits.runs.last {
                self.refit = refit.run.number
                deployed = refit
            }
        }
        rollouts = []
        guard let name = deployed.version else { return }
        version = try history.versions(pipeline, limit: all).last { $0.version == name }
        rollouts = try history.rollouts(pipeline, limit: all).filter { $0.candidate == name }
    }
}

extension RunCondition {
    /// The runs that train the recipe of run `number` anew on all rows.
    fileprivate static func refits(of number: Int) -> RunCondition {
        .all([
            .comparison(
                RunComparison(column: .field(.parent), operation: .equal, value: .number(Double(number)))),
            .comparison(
                RunComparison(
                    column: .field(.kind), operation: .equal, value: .word(RunRecord.Kind.refit.rawValue))),
        ])
    }
}
