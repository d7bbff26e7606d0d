import Domain
import Engine
import Learning
import Simulation
import Synchronization
import Tracking

/// A whole engine in one process: simulated streams, the real store in memory, trials run on the spot.
struct World {
    let store: SQLiteHistory
    let artifacts = MemoryArtifacts()
    let time = ManualTime()

    init() throws {
        store = try SQLiteHistory()
    }

    func engine() -> Engine {
        Engine(
            workspace: "test", mode: .lockstep, followedRowsPerSecond: 4,
            environment: EngineEnvironment(
                store: store, artifacts: artifacts, executor: InProcessExecutor(artifacts: artifacts),
                notifier: SilentNotifier(), sha256: StandInDigest.function, now: { [time] in time.now },
                monotonicNanoseconds: { 0 }, pause: {}))
    }

    /// Runs a stream to its end in lockstep and gives the pipeline's report.
    func run(_ drift: SyntheticStream.Drift, rows: Int64, _ definition: PipelineDefinition) async throws
        -> LockstepReport
    {
        let engine = engine()
        try await engine.add(definition) { position throws(SourceError) in
            SyntheticStream(drift: drift, rows: rows, noise: 0.1, seed: 7, resumingAt: position)
        }
        try await engine.run()
        let reports = await engine.lockstepReports()
        guard let report = reports.first else { throw SourceError("no pipeline ran") }
        return report
    }

    static func definition() -> PipelineDefinition {
        PipelineDefinition(
            name: PipelineName(rawValue: "synthetic"), task: .classification(classes: ["0", "1"]),
            source: SourceDefinition(file: "", timeColumn: "time", targetColumn: "label"),
            columns: SyntheticStream.columns,
            labels: LabelDefinition(delay: SyntheticStream.step, horizon: .days(30)),
            initial: InitialDefinition(rows: 300, learner: .linear, lags: false),
            search: SearchDefinition(
                trials: 3, learners: [.linear], windows: [200, 300], lags: [false], holdoutRows: 100,
                validationRows: 100),
            gates: GateDefinition(replayRows: 50, replayEvery: 1_000, replayDrop: 1),
            canary: CanaryDefinition(
                approval: .automatic, minimumPairs: 100, minimumTime: .zero, maximumTime: .days(5), deadline: .days(10),
                atDeadline: .rollBack, bakePairs: 100),
            monitors: MonitorDefinition(fading: 0.995),
            triggers: [TriggerDefinition(kind: .decay(drop: 0.15), coolDown: .days(3))])
    }
}

/// Content by a name that grows; the same content has the same name.
final class MemoryArtifacts: ArtifactStore {
    private let models = Mutex<[ContentDigest: Model]>([:])
    private let datasets = Mutex<[ContentDigest: [LabelledEvent]]>([:])

    func saveDataset(_ events: [LabelledEvent], columns: [Column]) throws(ArtifactError) -> ContentDigest {
        let name = StandInDigest.digest(of: "\(events.map(\.event.id)) \(events.map(\.truth))")
        datasets.withLock { $0[name] = events }
        return name
    }

    func dataset(_ digest: ContentDigest) -> [LabelledEvent] {
        datasets.withLock { $0[digest] ?? [] }
    }

    func loadModel(_ digest: ContentDigest) throws(ArtifactError) -> any PublishedModel {
        guard let model = models.withLock({ $0[digest] }) else { throw ArtifactError("no model \(digest)") }
        return model
    }

    func saveModel(_ model: any PublishedModel) throws(ArtifactError) -> ContentDigest {
        guard let model = model as? Model else { throw ArtifactError("not a model") }
        do {
            let name = StandInDigest.digest(of: String(decoding: try model.encoded(), as: UTF8.self))
            models.withLock { $0[name] = model }
            return name
        } catch {
            throw ArtifactError("\(error)")
        }
    }
}

/// Trains where it is called; its cost is nothing.
struct InProcessExecutor: TrialExecutor {
    let artifacts: MemoryArtifacts

    func run(_ assignment: TrialAssignment, progress: @escaping @Sendable (Double) -> Void) async -> TrialReport {
        let cost = TrialCost(wallSeconds: 0, cpuSeconds: 0, peakBytes: 0, host: "test")
        do {
            let result = try TrialRunner.run(
                assignment, dataset: artifacts.dataset(assignment.dataset), progress: progress)
            let outcome = TrialOutcome.completed(
                score: result.score, model: try artifacts.saveModel(result.model), bytes: 0,
                trainedRows: result.trainedRows)
            return TrialReport(lease: assignment.lease, outcome: outcome, cost: cost)
        } catch {
            return TrialReport(
                lease: assignment.lease, outcome: .failed(.invalid, message: "\(error)"), cost: cost)
        }
    }
}

struct SilentNotifier: Notifier {
    func notify(_ alert: AlertRecord, of pipeline: PipelineName, command: [String]) async -> String? { nil }
}

/// 32 bytes that depend on every byte: enough to tell contents apart in a test, not against an enemy.
enum StandInDigest {
    static let function: SHA256Function = { bytes in
        var state: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { state = (state ^ UInt64(byte)) &* 0x100_0000_01b3 }
        var generator = SeededGenerator(seed: state)
        return (0..<4).flatMap { _ in
            let word = generator.next()
            return (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) }
        }
    }

    static func digest(of text: String) -> ContentDigest {
        ContentDigest(bytes: function(Array(text.utf8)))
    }
}
