import Domain
import Testing

@testable import Engine

struct RolloutTrafficTests {
    private let now = RolloutStage.now + .minutes(400)

    @Test func aSplitThatDoesNotHoldIsAGapInTheEvidence() {
        var machine = RolloutStage.ramping.machine

        let actions = machine.take(.isOff("40 requests went to v2, which has no share"), at: now)

        #expect(machine.state == .held(.evidenceGap, step: 0))
        #expect(actions == [.alertHeld("40 requests went to v2, which has no share")])
    }

    @Test func aPlaneThatIsAwayIsAFaultThatPairsDoNotEnd() {
        var machine = RolloutStage.ramping.machine
        _ = machine.take(.isAway("nobody answers"), at: now)
        #expect(machine.state == .errored(from: .ramping(step: 0)))
        #expect(machine.weight == 5)

        _ = machine.add(championLoss: 1, candidateLoss: 0, at: now, automatic: false)
        #expect(machine.state == .errored(from: .ramping(step: 0)))

        _ = machine.take(.isBack, at: now)
        #expect(machine.state == .ramping(step: 0))
    }

    @Test func aPlaneThatWasNeverAwayEndsNoOtherFault() {
        var machine = RolloutStage.errored.machine

        _ = machine.take(.isBack, at: now)

        #expect(machine.state == .errored(from: .ramping(step: 0)))
    }

    @Test func aPromotionWaitsForThePlane() {
        var machine = RolloutStage.promoting.machine

        _ = machine.take(.inForce(champion: machine.record.champion, share: 0), at: now)
        _ = machine.take(.inForce(champion: machine.record.champion, share: 50), at: now)
        #expect(machine.state == .promoting)

        _ = machine.take(.inForce(champion: machine.record.candidate, share: 0), at: now)
        #expect(machine.state == .baking)
    }

    private static var onAPlane: CanaryDefinition {
        var policy = CanaryDefinition()
        policy.guards.awaitsPlane = true
        return policy
    }

    @Test func aRollBackWaitsForThePlaneToLetGo() throws {
        var rehearsal = Rehearsal(Self.onAPlane)
        rehearsal.feed(30, wins: 1)
        let version = rehearsal.machine.record.candidate

        let reply = rehearsal.command { $0.rollBack(by: "ann", reason: "a feeling", at: $1) }
        #expect(try reply.get() == [.withdraw])
        #expect(rehearsal.machine.state == .rollingBack)
        #expect(rehearsal.machine.weight == 0)
        rehearsal.happen { $0.take(.inForce(champion: ModelVersion(rawValue: 1), share: 0), at: $1) }
        rehearsal.happen { $0.take(.letGo(ModelVersion(rawValue: 7)), at: $1) }
        #expect(rehearsal.machine.state == .rollingBack)

        rehearsal.happen { $0.take(.letGo(version), at: $1) }

        #expect(rehearsal.machine.state == .rolledBack)
        #expect(
            rehearsal.machine.record.transitions.suffix(2).map(\.reason) == [
                "a feeling", "the traffic plane sends it nothing any more",
            ])
    }

    @Test func aRollBackFromTheShadowWaitsForNobody() {
        var policy = Self.onAPlane
        policy.exposure.shadowPairs = 400
        var rehearsal = Rehearsal(policy)
        #expect(rehearsal.machine.weight == 0)

        _ = rehearsal.command { $0.rollBack(by: "ann", reason: "", at: $1) }

        #expect(rehearsal.machine.state == .rolledBack)
    }

    @Test func aHarmfulCandidateWaitsForThePlaneToo() {
        var rehearsal = Rehearsal(Self.onAPlane)

        rehearsal.feed(300, wins: -5)

        #expect(rehearsal.machine.state == .rollingBack)
        #expect(rehearsal.actions == [.withdraw])
    }

    @Test func aPlaneThatDoesNotLetGoIsAnAlertUntilItDoes() throws {
        var bench = FoldBench(Self.onAPlane)
        bench.propose(2, everyWrong: 1_000)
        bench.feed(40)
        _ = bench.order({ _, _ in .rollBack(version: ModelVersion(rawValue: 2)) }, reason: "a feeling")
        #expect(bench.rollout == .rollingBack)
        #expect(bench.state.candidate == nil)

        bench.find(.lingers("it goes on"))
        let alert = bench.state.alerts.firing.first { $0.subject == "roll back" }
        #expect(alert?.severity == .page)
        #expect(alert?.text == "it goes on")
        let again = bench.order({ _, _ in .rollBack(version: ModelVersion(rawValue: 2)) })
        #expect(again == .done("v2 is on its way out: the traffic plane has not said yet that it has let go of it"))

        bench.find(.letGo(ModelVersion(rawValue: 2)))
        #expect(bench.rollout == .rolledBack)
        #expect(!bench.state.isLingeringKnown)
    }

    @Test func aRetryWaitsInLineUntilThePlaneHasLetGo() {
        var bench = FoldBench(Self.onAPlane)
        bench.propose(2, everyWrong: 1_000)
        bench.feed(40)
        _ = bench.order({ _, _ in .rollBack(version: ModelVersion(rawValue: 2)) }, reason: "a feeling")

        let reply = bench.order(
            { .retry(rollout: $0, revision: $1, version: ModelVersion(rawValue: 2)) }, reason: "a misclick")
        #expect(reply == .done("v2 waits until the canary of v2 has ended, place 1 in line"))
        bench.find(.letGo(ModelVersion(rawValue: 2)))

        #expect(bench.rollout == .warming || bench.rollout == .validating)
        #expect(bench.record?.origin.attempt == 2)
    }

    @Test(arguments: RolloutStage.allCases)
    func noFindingMovesWhatHasEnded(stage: RolloutStage) {
        var machine = stage.machine
        guard machine.state.isEnded else { return }

        for finding in [
            TrafficFinding.isOff("off"), .isAway("away"), .isBack,
            .inForce(champion: machine.record.candidate, share: 0), .letGo(machine.record.candidate), .lingers("on"),
        ] { #expect(machine.take(finding, at: now) == []) }

        #expect(machine.state == stage.state)
    }
}
