package import Domain

/// One question to the history, as ``HistoryReader`` has them.
package enum HistoryQuery: Hashable, Codable, Sendable {
    case pipelines
    case definition(of: PipelineName)
    case audits(of: PipelineName, since: Timestamp?, limit: Int)
    case points(of: PipelineName, limit: Int)
    case runs(of: PipelineName, limit: Int)
    case foundRuns(RunQuery)
    case sources(ofRun: Int, in: PipelineName)
    case versions(of: PipelineName, limit: Int)
    case rollouts(of: PipelineName, limit: Int)
    case alerts(of: PipelineName, limit: Int)
    case triggers(of: PipelineName, limit: Int)
    case quarantined(of: PipelineName, limit: Int)
    case golden(of: PipelineName, limit: Int)
    case taint(of: LabelRange, in: PipelineName)
    case retractions(of: PipelineName, limit: Int)
    case performance(PerformanceQuery)

    /// Whether an engine of the same protocol version may not know it yet.
    var isYoung: Bool {
        switch self {
        case .foundRuns, .sources, .performance: true
        case .pipelines, .definition, .audits, .points, .runs, .versions, .rollouts, .alerts, .triggers, .quarantined,
            .golden, .taint, .retractions:
            false
        }
    }

    func answer(from history: any HistoryReader) throws(StoreError) -> HistoryAnswer {
        switch self {
        case .pipelines: .pipelines(names: try history.pipelines())
        case .definition(let name): .definition(try history.definition(of: name))
        case .audits(let name, let since, let limit):
            .audits(rows: try history.audits(name, since: since, limit: limit))
        case .points(let name, let limit): .points(rows: try history.points(name, limit: limit))
        case .runs(let name, let limit): .runs(rows: try history.runs(name, limit: limit))
        case .foundRuns(let query): .foundRuns(try history.runs(query))
        case .sources(let run, let name): .sources(try history.sources(ofRun: run, in: name))
        case .versions(let name, let limit): .versions(rows: try history.versions(name, limit: limit))
        case .rollouts(let name, let limit): .rollouts(rows: try history.rollouts(name, limit: limit))
        case .alerts(let name, let limit): .alerts(rows: try history.alerts(name, limit: limit))
        case .triggers(let name, let limit): .triggers(rows: try history.triggers(name, limit: limit))
        case .quarantined(let name, let limit): .quarantined(rows: try history.quarantined(name, limit: limit))
        case .golden(let name, let limit): .golden(rows: try history.golden(name, limit: limit))
        case .taint(let range, let name): .taint(try history.taint(of: range, in: name))
        case .retractions(let name, let limit): .retractions(rows: try history.retractions(name, limit: limit))
        case .performance(let query): .performance(try history.performance(query))
        }
    }
}
