import Domain
import Synchronization
import Tracking

/// The store in memory, with a look at each commit before it is written; the look may refuse it.
final class WatchedStore: HistoryStore, HistoryReader {
    private let store: SQLiteHistory
    private let look = Mutex<(@Sendable ([PipelineChanges]) -> StoreError?)?>(nil)
    private let count = Mutex(0)

    init(_ store: SQLiteHistory) {
        self.store = store
    }

    /// Commits so far, refused ones among them.
    var commits: Int { count.withLock { $0 } }

    /// Calls `look` before each commit from now on.
    func watch(_ look: @escaping @Sendable ([PipelineChanges]) -> StoreError?) {
        self.look.withLock { $0 = look }
    }

    func commit(_ changes: [PipelineChanges]) throws(StoreError) {
        count.withLock { $0 += 1 }
        if let refusal = look.withLock({ $0 })?(changes) { throw refusal }
        try store.commit(changes)
    }

    func restore(_ pipeline: PipelineName) throws(StoreError) -> Restoration { try store.restore(pipeline) }
    func standings(of events: [Int64], in pipeline: PipelineName) throws(StoreError) -> [Int64: EventStanding] {
        try store.standings(of: events, in: pipeline)
    }
    func known(_ numbers: [Int64], in pipeline: PipelineName) throws(StoreError) -> Set<Int64> {
        try store.known(numbers, in: pipeline)
    }
    func answeredEvents(_ events: [Int64], in pipeline: PipelineName) throws(StoreError) -> [AnsweredEvent] {
        try store.answeredEvents(events, in: pipeline)
    }
    func observed(_ ownIDs: [String], in pipeline: PipelineName) throws(StoreError) -> [String: Int64] {
        try store.observed(ownIDs, in: pipeline)
    }
    func labelledEvents(_ query: LabelledEventQuery) throws(StoreError) -> [ScoredEvent] {
        try store.labelledEvents(query)
    }
    func events(_ ids: [Int64], in pipeline: PipelineName) throws(StoreError) -> [Event] {
        try store.events(ids, in: pipeline)
    }

    func pipelines() throws(StoreError) -> [PipelineName] { try store.pipelines() }
    func definition(of pipeline: PipelineName) throws(StoreError) -> PipelineDefinition? {
        try store.definition(of: pipeline)
    }
    func audits(_ pipeline: PipelineName, since: Timestamp?, limit: Int) throws(StoreError) -> [AuditRecord] {
        try store.audits(pipeline, since: since, limit: limit)
    }
    func points(_ pipeline: PipelineName, limit: Int) throws(StoreError) -> [MetricPoint] {
        try store.points(pipeline, limit: limit)
    }
    func runs(_ pipeline: PipelineName, limit: Int) throws(StoreError) -> [RunRecord] {
        try store.runs(pipeline, limit: limit)
    }
    func runs(_ query: RunQuery) throws(StoreError) -> RunPage { try store.runs(query) }
    func sources(ofRun number: Int, in pipeline: PipelineName) throws(StoreError) -> RunSources? {
        try store.sources(ofRun: number, in: pipeline)
    }
    func versions(_ pipeline: PipelineName, limit: Int) throws(StoreError) -> [VersionRecord] {
        try store.versions(pipeline, limit: limit)
    }
    func rollouts(_ pipeline: PipelineName, limit: Int) throws(StoreError) -> [RolloutRecord] {
        try store.rollouts(pipeline, limit: limit)
    }
    func alerts(_ pipeline: PipelineName, limit: Int) throws(StoreError) -> [AlertRecord] {
        try store.alerts(pipeline, limit: limit)
    }
    func triggers(_ pipeline: PipelineName, limit: Int) throws(StoreError) -> [TriggerRecord] {
        try store.triggers(pipeline, limit: limit)
    }
    func quarantined(_ pipeline: PipelineName, limit: Int) throws(StoreError) -> [QuarantinedRow] {
        try store.quarantined(pipeline, limit: limit)
    }
    func golden(_ pipeline: PipelineName, limit: Int) throws(StoreError) -> [GoldenCase] {
        try store.golden(pipeline, limit: limit)
    }
    func taint(of range: LabelRange, in pipeline: PipelineName) throws(StoreError) -> LabelTaint {
        try store.taint(of: range, in: pipeline)
    }
    func predictions(
        nearest moment: UnitMoment, within tolerance: TimeSpan, in pipeline: PipelineName
    ) throws(StoreError) -> [UnitMatch] {
        try store.predictions(nearest: moment, within: tolerance, in: pipeline)
    }
    func retractions(_ pipeline: PipelineName, limit: Int) throws(StoreError) -> [LabelRetraction] {
        try store.retractions(pipeline, limit: limit)
    }
    func performance(_ query: PerformanceQuery) throws(StoreError) -> PerformanceReport? {
        try store.performance(query)
    }
}
