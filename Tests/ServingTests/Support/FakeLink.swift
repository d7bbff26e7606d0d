import Domain

/// An engine that shows one snapshot and does nothing.
struct FakeLink: EngineLink {
    var shown = EngineSnapshot(
        revision: 1, workspace: "test", time: Timestamp(rawValue: 0),
        replay: ReplayStatus(factor: 1, isLockstep: false), pipelines: [], needs: [], caption: "", problem: nil)

    func snapshot() -> EngineSnapshot { shown }
    func submit(_ intent: Intent) async -> IntentReply { .refused("this engine does nothing") }
    func submit(_ intent: Intent, telling step: @escaping @Sendable (IntentStep) -> Void) async {
        step(.recorded(await submit(intent)))
    }
    func setReplayFactor(_ factor: Double) {}
    var history: any HistoryReader { NoHistory() }
}

private struct NoHistory: HistoryReader {
    func pipelines() throws(StoreError) -> [PipelineName] { [] }
    func definition(of pipeline: PipelineName) throws(StoreError) -> PipelineDefinition? { nil }
    func audits(_ pipeline: PipelineName, since: Timestamp?, limit: Int) throws(StoreError) -> [AuditRecord] { [] }
    func points(_ pipeline: PipelineName, limit: Int) throws(StoreError) -> [MetricPoint] { [] }
    func runs(_ pipeline: PipelineName, limit: Int) throws(StoreError) -> [RunRecord] { [] }
    func runs(_ query: RunQuery) throws(StoreError) -> RunPage { RunPage(runs: [], matches: 0) }
    func sources(ofRun number: Int, in pipeline: PipelineName) throws(StoreError) -> RunSources? { nil }
    func versions(_ pipeline: PipelineName, limit: Int) throws(StoreError) -> [VersionRecord] { [] }
    func rollouts(_ pipeline: PipelineName, limit: Int) throws(StoreError) -> [RolloutRecord] { [] }
    func alerts(_ pipeline: PipelineName, limit: Int) throws(StoreError) -> [AlertRecord] { [] }
    func triggers(_ pipeline: PipelineName, limit: Int) throws(StoreError) -> [TriggerRecord] { [] }
    func quarantined(_ pipeline: PipelineName, limit: Int) throws(StoreError) -> [QuarantinedRow] { [] }
    func golden(_ pipeline: PipelineName, limit: Int) throws(StoreError) -> [GoldenCase] { [] }
    func taint(of range: LabelRange, in pipeline: PipelineName) throws(StoreError) -> LabelTaint {
        LabelTaint(range: range)
    }
    func retractions(_ pipeline: PipelineName, limit: Int) throws(StoreError) -> [LabelRetraction] { [] }
    func performance(_ query: PerformanceQuery) throws(StoreError) -> PerformanceReport? { nil }
}
