import Domain
import Engine
import Simulation
import TestSupport
import Tracking

/// A whole engine in one process: simulated streams, the real store in memory, trials run on the spot.
struct World {
    let store: SQLiteHistory
    let artifacts = MemoryArtifacts()
    let time = ManualTime()
    var journal = MemoryJournal()
    var traffic: TrafficPlane?
    var remotes: (any RemoteModels)?
    var warmPredictions = 8_192
    /// Looks at each commit where a test wants that.
    let watched: WatchedStore
    var labelDelay = SyntheticStream.step
    var monotonicNanoseconds: @Sendable () -> UInt64 = { 0 }
    var availableBytes: @Sendable () -> Int? = { nil }

    init() throws {
        store = try SQLiteHistory()
        watched = WatchedStore(store)
    }

    func engine(_ mode: EngineMode = .lockstep) -> Engine {
        Engine(
            workspace: "test", mode: mode, followedRowsPerSecond: 4,
            environment: EngineEnvironment(
                store: watched, artifacts: artifacts, executor: InProcessExecutor(artifacts: artifacts),
                notifier: SilentNotifier(), sha256: StandInDigest.function, now: { [time] in time.now },
                monotonicNanoseconds: monotonicNanoseconds, pause: { await Task.yield() }, rollBacks: journal,
                warmPredictions: warmPredictions, traffic: traffic, remotes: remotes,
                availableBytes: availableBytes))
    }

    /// Runs a stream to its end in lockstep and gives the pipeline's report.
    func run(_ drift: SyntheticStream.Drift, rows: Int64, _ definition: PipelineDefinition) async throws
        -> LockstepReport
    {
        let engine = engine()
        try await engine.add(definition) { position throws(SourceError) in
            SyntheticStream(drift: drift, rows: rows, noise: 0.1, seed: 7, delay: labelDelay, resumingAt: position)
        }
        try await engine.run()
        let reports = await engine.lockstepReports()
        guard let report = reports.first else { throw SourceError("no pipeline ran") }
        return report
    }

    /// A live engine that has caught up with its history and serves a trained model; `body` is its caller.
    func serving<Value: Sendable>(
        rows: Int64, _ definition: PipelineDefinition, _ body: @Sendable (Engine) async throws -> Value
    ) async throws -> Value {
        let engine = engine(.live)
        try await engine.add(definition) { position throws(SourceError) in
            SyntheticStream(drift: .none, rows: rows, noise: 0.1, seed: 7, resumingAt: position)
        }
        async let running: Void = engine.run()
        while await engine.lockstepReports().first?.events ?? 0 < rows || engine.model(definition.name)?.isReady != true
        {
            await Task.yield()
        }
        let value: Value
        do {
            value = try await body(engine)
        } catch {
            await engine.stop()
            try await running
            throw error
        }
        await engine.stop()
        try await running
        return value
    }

    /// What another engine makes of the log that is written so far, beside the one that runs.
    func reportsFromTheLog(rows: Int64, _ definition: PipelineDefinition) async throws -> [LockstepReport] {
        let engine = engine(.live)
        try await engine.add(definition) { position throws(SourceError) in
            SyntheticStream(drift: .none, rows: rows, noise: 0.1, seed: 7, resumingAt: position)
        }
        return await engine.lockstepReports()
    }

    static func definition() -> PipelineDefinition {
        var definition = PipelineDefinition(
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
        definition.canary.guards.bakeTime = .zero
        return definition
    }
}
