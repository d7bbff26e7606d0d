import Domain

/// The history as the engine behind a socket reads it; one short connection a query.
struct RemoteHistory: HistoryReader {
    let address: ControlAddress

    func pipelines() throws(StoreError) -> [PipelineName] {
        try ask(.pipelines) { if case .pipelines(let names) = $0 { names } else { nil } }
    }

    func definition(of pipeline: PipelineName) throws(StoreError) -> PipelineDefinition? {
        try ask(.definition(of: pipeline)) { if case .definition(let found) = $0 { .some(found) } else { nil } }
    }

    func audits(_ pipeline: PipelineName, since: Timestamp?, limit: Int) throws(StoreError) -> [AuditRecord] {
        try ask(.audits(of: pipeline, since: since, limit: limit)) {
            if case .audits(let rows) = $0 { rows } else { nil }
        }
    }

    func points(_ pipeline: PipelineName, limit: Int) throws(StoreError) -> [MetricPoint] {
        try ask(.points(of: pipeline, limit: limit)) { if case .points(let rows) = $0 { rows } else { nil } }
    }

    func runs(_ pipeline: PipelineName, limit: Int) throws(StoreError) -> [RunRecord] {
        try ask(.runs(of: pipeline, limit: limit)) { if case .runs(let rows) = $0 { rows } else { nil } }
    }

    func runs(_ query: RunQuery) throws(StoreError) -> RunPage {
        try ask(.foundRuns(query)) { if case .foundRuns(let page) = $0 { page } else { nil } }
    }

    func sources(ofRun number: Int, in pipeline: PipelineName) throws(StoreError) -> RunSources? {
        try ask(.sources(ofRun: number, in: pipeline)) {
            if case .sources(let found) = $0 { .some(found) } else { nil }
        }
    }

    func versions(_ pipeline: PipelineName, limit: Int) throws(StoreError) -> [VersionRecord] {
        try ask(.versions(of: pipeline, limit: limit)) { if case .versions(let rows) = $0 { rows } else { nil } }
    }

    func rollouts(_ pipeline: PipelineName, limit: Int) throws(StoreError) -> [RolloutRecord] {
        try ask(.rollouts(of: pipeline, limit: limit)) { if case .rollouts(let rows) = $0 { rows } else { nil } }
    }

    func alerts(_ pipeline: PipelineName, limit: Int) throws(StoreError) -> [AlertRecord] {
        try ask(.alerts(of: pipeline, limit: limit)) { if case .alerts(let rows) = $0 { rows } else { nil } }
    }

    func triggers(_ pipeline: PipelineName, limit: Int) throws(StoreError) -> [TriggerRecord] {
        try ask(.triggers(of: pipeline, limit: limit)) { if case .triggers(let rows) = $0 { rows } else { nil } }
    }

    func quarantined(_ pipeline: PipelineName, limit: Int) throws(StoreError) -> [QuarantinedRow] {
        try ask(.quarantined(of: pipeline, limit: limit)) {
            if case .quarantined(let rows) = $0 { rows } else { nil }
        }
    }

    func golden(_ pipeline: PipelineName, limit: Int) throws(StoreError) -> [GoldenCase] {
        try ask(.golden(of: pipeline, limit: limit)) { if case .golden(let rows) = $0 { rows } else { nil } }
    }

    func taint(of range: LabelRange, in pipeline: PipelineName) throws(StoreError) -> LabelTaint {
        try ask(.taint(of: range, in: pipeline)) { if case .taint(let taint) = $0 { taint } else { nil } }
    }

    func retractions(_ pipeline: PipelineName, limit: Int) throws(StoreError) -> [LabelRetraction] {
        try ask(.retractions(of: pipeline, limit: limit)) {
            if case .retractions(let rows) = $0 { rows } else { nil }
        }
    }

    func performance(_ query: PerformanceQuery) throws(StoreError) -> PerformanceReport? {
        try ask(.performance(query)) { if case .performance(let report) = $0 { .some(report) } else { nil } }
    }

    private func ask<Value>(
        _ query: HistoryQuery, _ read: (HistoryAnswer) -> Value?
    ) throws(StoreError) -> Value {
        do {
            let reply = try ControlConnection(address).ask(.history(query: query))
            guard case .history(let answer) = reply, let value = read(answer) else {
                throw ControlError.badFrame("another answer than was asked for")
            }
            return value
        } catch ControlError.badFrame where query.isYoung {
            throw StoreError(
                "the engine is of an older flywheel, which cannot be asked for this; start it anew with this one"
            )
        } catch {
            throw StoreError("\(error)")
        }
    }
}
