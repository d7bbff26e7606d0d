/// A page of a pipeline's runs: which, in what order, from where.
package struct RunQuery: Hashable, Codable, Sendable {
    package enum Order: String, Hashable, Codable, Sendable {
        case ascending
        case descending
    }

    package var pipeline: PipelineName
    /// Nil for all.
    package var condition: RunCondition?
    /// Runs that have nothing in it come last; equal ones follow their numbers.
    package var sort: RunColumn
    package var order: Order
    package var offset: Int
    package var limit: Int

    package init(
        pipeline: PipelineName, condition: RunCondition? = nil, sort: RunColumn = .field(.number),
        order: Order = .descending, offset: Int = 0, limit: Int = 20
    ) {
        self.pipeline = pipeline
        self.condition = condition
        self.sort = sort
        self.order = order
        self.offset = offset
        self.limit = limit
    }
}

/// A run with the version that its model became.
package struct FoundRun: Hashable, Codable, Sendable {
    package var run: RunRecord
    package var version: ModelVersion?

    package init(run: RunRecord, version: ModelVersion?) {
        self.run = run
        self.version = version
    }

    package func value(of field: RunField) -> RunValue? {
        field == .version ? version.map { .number(Double($0.rawValue)) } : run.value(of: field)
    }

    /// A setting is only that of a run of its learner.
    package func value(of column: RunColumn) -> RunValue? {
        switch column {
        case .field(let field): return value(of: field)
        case .setting(let learner, let name):
            guard run.specification.learner == learner else { return nil }
            return run.specification.hyperparameters.first { $0.name == name }.map { .number($0.value) }
        }
    }
}

/// What a ``RunQuery`` finds.
package struct RunPage: Hashable, Codable, Sendable {
    package var runs: [FoundRun]
    /// Runs that meet the condition, on this page or not.
    package var matches: Int

    package init(runs: [FoundRun], matches: Int) {
        self.runs = runs
        self.matches = matches
    }
}
