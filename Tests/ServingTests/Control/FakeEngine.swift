import Domain
import Foundation
import Synchronization

/// An engine link whose snapshots the test sets and whose commands it reads.
final class FakeEngine: EngineLink {
    private struct State {
        var snapshot: EngineSnapshot
        var intents: [Intent] = []
        var factors: [Double] = []
    }

    private let state: Mutex<State>

    init() {
        let pipeline = PipelineSnapshot(
            name: PipelineName(rawValue: "loans"), task: .regression,
            champion: VersionSnapshot(
                version: ModelVersion(rawValue: 1), summary: "linear", updates: .frozen,
                since: Timestamp(rawValue: 5), trainedRows: 300), labelDelay: .zero)
        state = Mutex(
            State(
                snapshot: EngineSnapshot(
                    revision: 7, workspace: "bank", time: Timestamp(rawValue: 9),
                    replay: ReplayStatus(factor: 1, isLockstep: false), pipelines: [pipeline], needs: [],
                    caption: "all is well", problem: nil)))
    }

    var intents: [Intent] { state.withLock { $0.intents } }
    var factors: [Double] { state.withLock { $0.factors } }

    func change(_ body: (inout EngineSnapshot) -> Void) {
        state.withLock { state in
            body(&state.snapshot)
            state.snapshot.revision += 1
        }
    }

    func snapshot() -> EngineSnapshot { state.withLock { $0.snapshot } }

    func submit(_ intent: Intent) async -> IntentReply {
        state.withLock { $0.intents.append(intent) }
        return intent.reason.isEmpty ? .refused("say why") : .done("done: \(intent.reason)")
    }

    /// A roll back takes effect first.
    func submit(_ intent: Intent, telling step: @escaping @Sendable (IntentStep) -> Void) async {
        if case .rollBack = intent.command { step(.effective) }
        step(.recorded(await submit(intent)))
    }

    func setReplayFactor(_ factor: Double) {
        state.withLock { $0.factors.append(factor) }
    }

    var history: any HistoryReader { FakeHistory() }
}

/// One row of each kind, or a store that cannot be read for the pipeline `damaged`.
struct FakeHistory: HistoryReader {
    static let point = MetricPoint(
        sequence: 3, time: Timestamp(rawValue: 4), served: .nan, ghost: .infinity, noChange: nil, candidate: 0.25)
    static let trigger = TriggerRecord(
        number: 1, kind: "decay", firedAt: Timestamp(rawValue: 1), value: -.infinity, threshold: 0.05, count: 2,
        evidence: "fell", actor: "engine", outcome: .running)
    static let alert = AlertRecord(
        number: 2, rule: .decay, subject: "accuracy", severity: .page, state: .firing, since: Timestamp(rawValue: 1),
        value: 0.5, threshold: 0.7, count: 100, text: "accuracy fell")

    func pipelines() throws(StoreError) -> [PipelineName] { [PipelineName(rawValue: "loans")] }
    func definition(of pipeline: PipelineName) throws(StoreError) -> PipelineDefinition? { nil }

    func audits(_ pipeline: PipelineName, since: Timestamp?, limit: Int) throws(StoreError) -> [AuditRecord] {
        guard pipeline.rawValue != "damaged" else { throw StoreError("flywheel.db: it is damaged; restore a copy") }
        return (0..<limit).map { number in
            AuditRecord(
                number: Int64(number), sequence: 0, streamTime: since ?? Timestamp(rawValue: 0),
                wallTime: Timestamp(rawValue: 0), actor: "engine", kind: .canary, subject: "v2", text: "moved",
                hash: "")
        }
    }

    func points(_ pipeline: PipelineName, limit: Int) throws(StoreError) -> [MetricPoint] { [Self.point] }
    func runs(_ pipeline: PipelineName, limit: Int) throws(StoreError) -> [RunRecord] { [] }
    /// Says what was asked: as many matches as the offset and the limit make together.
    func runs(_ query: RunQuery) throws(StoreError) -> RunPage {
        RunPage(runs: [], matches: query.condition == nil ? 0 : query.offset + query.limit)
    }
    func sources(ofRun number: Int, in pipeline: PipelineName) throws(StoreError) -> RunSources? { nil }
    func versions(_ pipeline: PipelineName, limit: Int) throws(StoreError) -> [VersionRecord] { [] }
    func rollouts(_ pipeline: PipelineName, limit: Int) throws(StoreError) -> [RolloutRecord] { [] }
    func alerts(_ pipeline: PipelineName, limit: Int) throws(StoreError) -> [AlertRecord] { [Self.alert] }
    func triggers(_ pipeline: PipelineName, limit: Int) throws(StoreError) -> [TriggerRecord] { [Self.trigger] }
    func quarantined(_ pipeline: PipelineName, limit: Int) throws(StoreError) -> [QuarantinedRow] { [] }
    func golden(_ pipeline: PipelineName, limit: Int) throws(StoreError) -> [GoldenCase] { [] }
    func taint(of range: LabelRange, in pipeline: PipelineName) throws(StoreError) -> LabelTaint {
        LabelTaint(range: range)
    }
    func retractions(_ pipeline: PipelineName, limit: Int) throws(StoreError) -> [LabelRetraction] { [] }
    func performance(_ query: PerformanceQuery) throws(StoreError) -> PerformanceReport? { nil }
}
