import Domain
import Testing

@testable import Engine

/// Candidates that are tested without traffic: shadow and blue/green.
struct ExposureModeTests {
    private static func policy(
        _ mode: CanaryExposure.Mode, approval: CanaryDefinition.Approval = .automatic, pairs: Int = 0,
        time: TimeSpan = .zero
    ) -> CanaryDefinition {
        var exposure = CanaryExposure()
        exposure.mode = mode
        exposure.shadowPairs = pairs
        exposure.shadowTime = time
        return CanaryDefinition(approval: approval, bakePairs: 50, exposure: exposure)
    }

    /// Feeds until the canary has come to a state, through eight others at most.
    private static func feed(_ bench: inout FoldBench, to state: RolloutState) {
        for _ in 0..<8 where bench.rollout != state { bench.feedToTheNextState() }
    }

    private static func weights(_ record: RolloutRecord?) -> [Double] {
        (record?.transitions ?? []).map(\.weight).reduce(into: []) { if $0.last != $1 { $0.append($1) } }
    }

    @Test func givesNobodyACandidatesAnswersInTheShadowWhileItsPairsGrow() throws {
        var bench = FoldBench(Self.policy(.ramp, pairs: 150))
        bench.propose(2, everyWrong: 50)

        bench.feed(100)

        let record = try #require(bench.record)
        #expect(record.stateName == "in the shadow")
        #expect(record.evidence?.pairs == 100)
        #expect(record.evidence?.harm == 0)
        #expect(bench.changes.predictions.allSatisfy { $0.arm == .champion })
        #expect(bench.changes.predictions.count { $0.candidateOutput != nil } >= 100)
    }

    @Test func beginsTheRampWhenTheShadowIsOver() throws {
        var bench = FoldBench(Self.policy(.ramp, pairs: 100, time: .hours(3)))
        bench.propose(2, everyWrong: 50)

        bench.feedToTheNextState()
        bench.feedToTheNextState()

        let record = try #require(bench.record)
        #expect(record.state == .ramping(step: 1))
        #expect(record.transitions.last?.weight == 5)
        #expect(record.evidence?.pairs == 181, "three hours, a pair a minute")
        #expect(record.transitions.last?.reason.hasPrefix("shadow over: ") == true)
    }

    @Test func takesAHarmfulCandidateOutOfTheShadow() throws {
        var bench = FoldBench(Self.policy(.ramp, pairs: 5_000))
        bench.propose(2, everyWrong: 1)

        bench.feedToTheNextState()
        bench.feedToTheNextState()

        #expect(bench.rollout == .rolledBack)
        #expect(bench.changes.predictions.allSatisfy { $0.arm == .champion })
    }

    @Test func movesAllTrafficAtOnceInBlueGreenAndKeepsTheOldOneLoaded() throws {
        var bench = FoldBench(Self.policy(.blueGreen))
        bench.propose(2, everyWrong: 50)

        Self.feed(&bench, to: .baking)

        #expect(bench.rollout == .baking)
        #expect(Self.weights(bench.record) == [0, 100])
        #expect(bench.champion == ModelVersion(rawValue: 2))
        #expect(bench.state.previous?.version == ModelVersion(rawValue: 1))
        bench.feedToTheNextState()
        #expect(bench.rollout == .promoted)
    }

    @Test func rollsBlueGreenBackInOneStep() throws {
        var bench = FoldBench(Self.policy(.blueGreen))
        bench.propose(2, everyWrong: 50)
        Self.feed(&bench, to: .baking)

        let reply = bench.order({ _, _ in .rollBack(version: ModelVersion(rawValue: 2)) })

        #expect(reply == .done("rolled back v2"))
        #expect(bench.champion == ModelVersion(rawValue: 1))
        #expect(Self.weights(bench.record) == [0, 100, 0])
    }

    @Test(arguments: [CanaryExposure.Mode.blueGreen, .shadow])
    func movesNoTrafficBeforeTheTestsArePassed(mode: CanaryExposure.Mode) {
        var unclear = FoldBench(Self.policy(mode))
        unclear.propose(2, everyWrong: 50)
        unclear.feed(199)
        var harmful = FoldBench(Self.policy(mode))
        harmful.propose(2, everyWrong: 1)

        Self.feed(&harmful, to: .rolledBack)

        #expect(unclear.rollout == .ramping(step: 0))
        #expect(unclear.champion == ModelVersion(rawValue: 1))
        #expect(harmful.rollout == .rolledBack)
        #expect(harmful.changes.predictions.allSatisfy { $0.arm == .champion })
    }

    @Test func leavesAShadowToAPersonWhateverThePolicy() {
        var bench = FoldBench(Self.policy(.shadow, approval: .automatic))
        bench.propose(2, everyWrong: 50)

        Self.feed(&bench, to: .awaitingPromotion)
        bench.feed(1_000)

        #expect(bench.rollout == .awaitingPromotion)
        #expect(bench.order { .approve(rollout: $0, revision: $1) } == .done("approved v2: baking"))
        #expect(bench.champion == ModelVersion(rawValue: 2))
    }

    @Test func holdsResumesAndCancelsInTheShadow() {
        var bench = FoldBench(Self.policy(.ramp, approval: .promotion, pairs: 5_000))
        bench.propose(2, everyWrong: 50)
        bench.feed(10)

        #expect(bench.order { .hold(rollout: $0, revision: $1) } == .done("held v2: held (manual)"))
        #expect(bench.order { .resume(rollout: $0, revision: $1) } == .done("resumed v2: ramping 1"))
        #expect(bench.order { .cancel(rollout: $0, revision: $1) } == .done("cancelled v2"))
        #expect(bench.record?.transitions.allSatisfy { $0.weight == 0 } == true)
    }

    @Test func entersTheShadowInAFreezeWindowButNotTheTraffic() throws {
        var policy = Self.policy(.ramp, pairs: 20)
        policy.guards.freezeWindows = [try #require(FreezeWindow("daily 00:00 to 23:59"))]
        var rehearsal = Rehearsal(policy)
        #expect(rehearsal.machine.state == .ramping(step: 0))

        rehearsal.feedToTheNextState(wins: 4)

        #expect(rehearsal.machine.state == .held(.freezeWindow, step: 0))
        #expect(rehearsal.machine.weight == 0)
    }
}
