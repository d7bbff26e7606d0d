import Domain
import Simulation
import TestSupport
import Testing
import Tracking

@testable import Engine

/// What the engine's outside tells a rollout: the wall's clock, the memory that is left, a source that fails.
struct WallTimeTests {
    private static let name = PipelineName(rawValue: "bench")

    /// A clock that only grows: each look at it is half a second later.
    private final class Ticking: Sendable {
        private let ticks = ManualTime(Timestamp(rawValue: 0))

        var nanoseconds: UInt64 {
            ticks.advance(by: TimeSpan(milliseconds: 500))
            return UInt64(ticks.now.rawValue) * 1_000_000
        }
    }

    /// An engine that was started on a canary in that state.
    private static func engine(_ stage: RolloutStage, _ time: ManualTime) async throws -> Engine {
        var bench = FoldBench(CanaryDefinition())
        bench.propose(2, everyWrong: 50)
        bench.feed(1)
        var state = bench.state
        state.rollout = stage.machine
        let store = try SQLiteHistory()
        var changes = PipelineChanges(pipeline: name)
        changes.checkpoint = Checkpoint(
            sequence: state.sequence, state: try CheckpointCoder(artifacts: bench.artifacts).encode(state))
        try store.commit([changes])
        let engine = Engine(
            workspace: "test", mode: .live, followedRowsPerSecond: 4,
            environment: EngineEnvironment(
                store: store, artifacts: bench.artifacts, executor: InProcessExecutor(artifacts: MemoryArtifacts()),
                notifier: SilentNotifier(), sha256: StandInDigest.function, now: { time.now },
                monotonicNanoseconds: { 0 }, pause: {}))
        try await engine.add(state.definition) { position throws(SourceError) in
            SyntheticStream(drift: .none, rows: 0, noise: 0.1, seed: 7, resumingAt: position)
        }
        return engine
    }

    @Test func remindsAfterADayOnTheWall() async throws {
        let time = ManualTime()
        let engine = try await Self.engine(.awaitingPromotion, time)

        var entries: [Int64] = []
        var reminded: [Bool] = []
        for _ in 0..<5 {
            await engine.tellOfWaiting(at: 0)
            await engine.tellOfWaiting(at: 0)
            let state = await engine.pipelines[0].state
            entries.append(state.sequence)
            reminded.append(state.alerts.firing.contains { $0.rule == .canaryHeld && $0.subject == "approval" })
            time.advance(by: .hours(9))
        }

        #expect(reminded == [false, false, false, true, true])
        #expect(Set(entries).count == 2, "the log has the beginning and the end of the waiting, and nothing between")
    }

    @Test func tellsNothingWhereNobodyIsWaitedFor() async throws {
        let engine = try await Self.engine(.ramping, ManualTime())
        let before = await engine.pipelines[0].state.sequence

        await engine.tellOfWaiting(at: 0)
        await engine.tellOfMemory(at: 0)

        #expect(await engine.pipelines[0].state.sequence == before)
    }

    /// Reads as the stream does, and fails while it is told to.
    private struct FailingSource: EventSource {
        var stream: SyntheticStream
        let fails: @Sendable () -> Bool

        mutating func next(rows: Int, until limit: Timestamp?) throws(SourceError) -> SourceBatch {
            if fails() { throw SourceError("stream.csv: cannot be read: input/output error; check the file") }
            return try stream.next(rows: rows, until: limit)
        }
    }

    @Test func aSourceThatFailsFourTimesIsAFaultOfTheCanaryUntilItIsBack() async throws {
        var world = try World()
        let ticking = Ticking()
        world.monotonicNanoseconds = { ticking.nanoseconds }
        // The clock of the wall moves where the test wants the source to fail.
        let time = world.time
        let begin = time.now
        let engine = world.engine(.live)
        var definition = World.definition()
        definition.drills = [DrillDefinition(kind: .badCandidate, row: 900)]
        definition.canary.minimumPairs = 1_000_000
        definition.canary.criticalMargin = 0.99
        definition.canary.maximumTime = .days(100)
        definition.canary.deadline = .days(100)
        definition.triggers = []
        try await engine.add(definition) { position throws(SourceError) in
            FailingSource(
                stream: SyntheticStream(drift: .none, rows: 1_200, noise: 0.1, seed: 7, resumingAt: position)
            ) { time.now != begin }
        }
        let running = Task { try await engine.run() }
        func state() async -> RolloutState? { await engine.pipelines[0].state.rollout?.state }
        while await state() == nil { await Task.yield() }
        time.advance(by: .hours(1))
        while true {
            if case .errored? = await state() { break }
            await Task.yield()
        }
        let fault = await engine.pipelines[0].state.rollout?.record.transitions.last
        time.advance(by: .hours(-1))
        while true {
            if case .ramping? = await state() { break }
            await Task.yield()
        }
        await engine.stop()
        try await running.value

        #expect(fault?.reason.hasPrefix("the source cannot be read: stream.csv: cannot be read") == true)
        #expect(fault?.reason.hasSuffix("4 times in a row") == true)
    }
}
