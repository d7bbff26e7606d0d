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

    @Test(arguments: RolloutStage.allCases)
    func noFindingMovesWhatHasEnded(stage: RolloutStage) {
        var machine = stage.machine
        guard machine.state.isEnded else { return }

        for finding in [
            TrafficFinding.isOff("off"), .isAway("away"), .isBack,
            .inForce(champion: machine.record.candidate, share: 0),
        ] { #expect(machine.take(finding, at: now) == []) }

        #expect(machine.state == stage.state)
    }
}
