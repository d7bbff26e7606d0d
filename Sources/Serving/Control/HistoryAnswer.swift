package import Domain

/// The rows that answer a ``HistoryQuery``.
package enum HistoryAnswer: Hashable, Codable, Sendable {
    case pipelines(names: [PipelineName])
    case definition(PipelineDefinition?)
    case audits(rows: [AuditRecord])
    case points(rows: [MetricPoint])
    case runs(rows: [RunRecord])
    case foundRuns(RunPage)
    case sources(RunSources?)
    case versions(rows: [VersionRecord])
    case rollouts(rows: [RolloutRecord])
    case alerts(rows: [AlertRecord])
    case triggers(rows: [TriggerRecord])
    case quarantined(rows: [QuarantinedRow])
    case golden(rows: [GoldenCase])
    case taint(LabelTaint)
    case retractions(rows: [LabelRetraction])
    case performance(PerformanceReport?)
}
