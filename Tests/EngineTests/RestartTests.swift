import Domain
import Simulation
import TestSupport
import Testing
import Tracking

@testable import Engine

/// A stop of any kind in each state of the machine, and a start after it.
struct RestartTests {
    private static let name = PipelineName(rawValue: "bench")

    /// A state that stands there, as the fold makes it, with both models loaded.
    private static func bench(_ stage: RolloutStage) -> (state: PipelineState, artifacts: FoldBench.Artifacts) {
        var bench = FoldBench(CanaryDefinition())
        bench.propose(2, everyWrong: 50)
        bench.feed(1)
        var state = bench.state
        let machine = stage.machine
        state.rollout = machine
        if machine.isSwapped {
            state.previous = state.champion
            state.champion = state.candidate
        }
        if machine.isSwapped || machine.state.isEnded { state.candidate = nil }
        return (state, bench.artifacts)
    }

    /// A store whose newest checkpoint is that state, and an engine that was started on it.
    private static func reopened(
        _ state: PipelineState, _ artifacts: FoldBench.Artifacts, journal: [Intent] = [], at now: Timestamp? = nil
    ) async throws -> (engine: Engine, state: PipelineState) {
        let store = try SQLiteHistory()
        var changes = PipelineChanges(pipeline: name)
        changes.checkpoint = Checkpoint(
            sequence: state.sequence, state: try CheckpointCoder(artifacts: artifacts).encode(state))
        try store.commit([changes])
        let moment = now ?? state.clock
        let engine = Engine(
            workspace: "test", mode: .live, followedRowsPerSecond: 4,
            environment: EngineEnvironment(
                store: store, artifacts: artifacts, executor: InProcessExecutor(artifacts: MemoryArtifacts()),
                notifier: SilentNotifier(), sha256: StandInDigest.function, now: { moment },
                monotonicNanoseconds: { 0 }, pause: {}, rollBacks: MemoryJournal(journal)))
        try await engine.add(state.definition) { position throws(SourceError) in
            SyntheticStream(drift: .none, rows: 0, noise: 0.1, seed: 7, resumingAt: position)
        }
        return (engine, await engine.pipelines[0].state)
    }

    @Test(arguments: RolloutStage.allCases)
    func comesBackToTheSameStateAndWeight(_ stage: RolloutStage) async throws {
        let (before, artifacts) = Self.bench(stage)
        let machine = try #require(before.rollout)

        let (engine, after) = try await Self.reopened(before, artifacts)

        #expect(after.rollout?.record == machine.record)
        #expect(after.rollout?.revision == machine.revision)
        #expect(after.rollout?.weight == machine.weight)
        #expect(after.rollout?.pairsInStep == machine.pairsInStep)
        #expect(after.rollout?.difference == machine.difference, "no evidence is lost")
        let table = try #require(engine.router.lane(Self.name)?.table)
        #expect(table.champion.version == before.champion?.version)
        #expect(
            table.candidate?.version
                == (machine.comparesModels && !machine.isSwapped ? before.candidate?.version : nil))
        #expect(table.weight == (machine.comparesModels && !machine.isSwapped ? machine.weight : 0))
        #expect(table.assignment.salt == before.assignment.salt, "nobody changes sides")
    }

    @Test(arguments: RolloutStage.allCases.filter(\.machine.comparesModels))
    func servesNoCandidateWhileARollBackIsNotReconciled(_ stage: RolloutStage) async throws {
        let (before, artifacts) = Self.bench(stage)
        let version = ModelVersion(rawValue: 2)
        let order = Intent(
            pipeline: Self.name, command: .rollBack(version: version), user: "ann", reason: "",
            time: Timestamp(rawValue: 0))

        let (engine, after) = try await Self.reopened(before, artifacts, journal: [order])

        let table = try #require(engine.router.lane(Self.name)?.table)
        #expect(after.rollout?.state == before.rollout?.state, "the word is carried out when the engine runs")
        #expect(table.candidate == nil)
        #expect(table.champion.version == ModelVersion(rawValue: 1))
        #expect(table.weight == 0)
    }

    @Test(arguments: RolloutStage.allCases)
    func holdsAServedCanaryWhoseEvidenceHasAGap(_ stage: RolloutStage) async throws {
        var (before, artifacts) = Self.bench(stage)
        before.servedThrough = before.clock
        let soon = before.clock + .minutes(30)
        let late = before.clock + .hours(2)

        let afterShort = try await Self.reopened(before, artifacts, at: soon).state
        let afterLong = try await Self.reopened(before, artifacts, at: late).state

        let wouldGoOn: [RolloutStage] = [
            .ramping, .heldInconclusive, .heldApproval, .heldAwaitingLabels, .heldFreezeWindow, .heldGate,
            .awaitingPromotion, .errored,
        ]
        let isHeld = wouldGoOn.contains(stage)
        let step = stage == .awaitingPromotion ? 2 : 0
        #expect(afterShort.rollout?.state == before.rollout?.state)
        #expect(afterLong.rollout?.state == (isHeld ? .held(.evidenceGap, step: step) : before.rollout?.state))
        #expect(afterLong.rollout?.weight == before.rollout?.weight)
        #expect(
            afterLong.alerts.firing.contains { $0.rule == .canaryHeld } == (isHeld || stage == .baking),
            "a bake is told of, and begins anew")
    }

    @Test(arguments: [RolloutState.awaitingPromotion, .held(.approval, step: 0)])
    func takesNoStepByItselfAfterAGap(_ state: RolloutState) throws {
        var rehearsal = Rehearsal(CanaryDefinition(approval: .automatic))
        rehearsal.feed(300, wins: 4)
        rehearsal.happen { machine, now in
            machine.move(to: state, at: now, actor: "engine", reason: "a test")
            return machine.reopened(after: .hours(2), at: now)
        }
        let step = state == .awaitingPromotion ? 2 : 0

        rehearsal.feed(300, wins: 4, automatic: true)
        #expect(rehearsal.machine.state == .held(.evidenceGap, step: step))
        _ = try rehearsal.command { $0.resume(revision: $0.revision, by: "ann", at: $1) }.get()
        rehearsal.feedToTheNextState(wins: 4, automatic: true)

        #expect(rehearsal.machine.state == (step == 2 ? .baking : .ramping(step: 1)))
    }

    @Test func aBakeAtFaultWithAGapBeginsAnewToo() {
        var rehearsal = Rehearsal(CanaryDefinition(bakePairs: 500))
        for _ in 0..<3 { rehearsal.feedToTheNextState(wins: 2) }
        _ = rehearsal.approve()
        rehearsal.feed(100, wins: 2)
        rehearsal.happen { $0.breakDown("the router is silent", at: $1) }

        rehearsal.happen { $0.reopened(after: .hours(2), at: $1) }

        #expect(rehearsal.machine.state == .errored(from: .baking))
        #expect(rehearsal.machine.bakedPairs == 0)
        #expect(rehearsal.machine.ledger.bakingSince == nil)
    }

    @Test func aBakeWithAGapBeginsAnew() async throws {
        var (before, artifacts) = Self.bench(.baking)
        before.servedThrough = before.clock
        before.rollout?.bakedPairs = 40
        before.rollout?.ledger.bakingSince = before.clock

        let afterShort = try await Self.reopened(before, artifacts, at: before.clock + .minutes(30)).state
        let afterLong = try await Self.reopened(before, artifacts, at: before.clock + .hours(2)).state

        #expect(afterShort.rollout?.bakedPairs == 40)
        #expect(afterLong.rollout?.bakedPairs == 0)
        #expect(afterLong.rollout?.ledger.bakingSince == nil, "its clock starts with the next event")
        #expect(afterLong.previous?.version == ModelVersion(rawValue: 1), "the old champion stays loaded")
        let alert = try #require(afterLong.alerts.firing.first { $0.rule == .canaryHeld })
        #expect(
            alert.text
                == "canary v2: nothing was recorded for 2h before the engine came back: the bake begins anew")
    }

    @Test func keepsTheTimesOfWhatWasDoneBeforeTheRestart() throws {
        var stored = RolloutStage.ramping.machine
        for index in stored.record.transitions.indices {
            stored.record.transitions[index].wallTime = Timestamp(rawValue: Int64(index))
            stored.record.transitions[index].monotonicNanoseconds = UInt64(index)
        }
        var machine = RolloutStage.ramping.machine
        var other = stored.record
        other.number += 1

        machine.keepTimes(of: other)
        #expect(machine.record.transitions.allSatisfy { $0.wallTime == nil })
        machine.keepTimes(of: stored.record)

        #expect(machine.record == stored.record)
    }

    @Test func takesNoGapInAReplayForOne() async throws {
        let (before, artifacts) = Self.bench(.ramping)

        let after = try await Self.reopened(before, artifacts, at: before.clock + .days(40)).state

        #expect(after.rollout?.state == .ramping(step: 0))
    }
}
