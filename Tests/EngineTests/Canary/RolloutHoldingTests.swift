import Domain
import Testing

@testable import Engine

/// A hold where there is no step yet, and labels that are taken back while a canary runs.
struct RolloutHoldingTests {
    private static let range = LabelRange(from: Rehearsal.start, to: Rehearsal.start + .hours(1), source: nil)

    @Test func holdsWhatWarmsAsSoonAsItIsOnItsRamp() throws {
        var rehearsal = Rehearsal(validating: CanaryDefinition())
        rehearsal.happen { $0.judge([], at: $1) }

        let reply = rehearsal.command { $0.hold(revision: $0.revision, by: "ann", at: $1) }
        #expect(try reply.get().isEmpty)
        #expect(rehearsal.machine.state == .warming)
        rehearsal.happen { $0.warmed(at: $1) }

        #expect(rehearsal.states.suffix(2) == [.ramping(step: 0), .held(.manual, step: 0)])
        #expect(rehearsal.machine.record.transitions.last?.actor == "ann")
        #expect(rehearsal.machine.record.transitions.last?.reason == "held by hand")
        rehearsal.feed(500, wins: 4)
        #expect(rehearsal.machine.state == .held(.manual, step: 0))
    }

    @Test func holdsWhatIsAtFaultWhenItIsBack() throws {
        var rehearsal = Rehearsal(CanaryDefinition())
        rehearsal.happen { $0.breakDown("the router is silent", at: $1) }

        _ = try rehearsal.command { $0.hold(revision: $0.revision, by: "ann", at: $1) }.get()
        #expect(rehearsal.machine.state == .errored(from: .ramping(step: 0)))
        rehearsal.feed(1, wins: 4)

        #expect(rehearsal.machine.state == .held(.manual, step: 0))
    }

    @Test func letsAPersonTakeTheWordBack() {
        var bench = FoldBench(CanaryDefinition())
        bench.propose(2, everyWrong: 50)

        let held = bench.order { .hold(rollout: $0, revision: $1) }
        let resumed = bench.order { .resume(rollout: $0, revision: $1) }
        bench.feed(1)

        #expect(held == .done("v2 is warming: it is held as soon as it is on its ramp"))
        #expect(resumed == .done("v2 is warming: it is not held on its ramp any more"))
        #expect(bench.rollout == .ramping(step: 0))
    }

    @Test(arguments: [
        (RolloutStage.created, "v2 is created and has no traffic to hold: cancel it, or let it go on"),
        (.validating, "v2 is validating and has no traffic to hold: cancel it, or let it go on"),
        (.awaitingStart, "v2 is awaiting start and has no traffic to hold: cancel it, or let it go on"),
        (.heldManual, "v2 is held already"),
        (.promoting, "v2 is promoting: it has no step to hold at; roll it back, or let it go on"),
        (.baking, "v2 is baking: it has no step to hold at; roll it back, or let it go on"),
        (.rolledBack, "only a canary that runs can be held; v2 is rolled back"),
    ])
    func saysWhyItCannotHold(_ stage: RolloutStage, _ sentence: String) {
        var machine = stage.machine

        let reply = machine.hold(revision: machine.revision, by: "ann", at: RolloutStage.now)

        #expect(reply == .failure(.init(sentence)))
    }

    @Test(arguments: RolloutStage.allCases)
    func goesNoFurtherOnceLabelsAreRetracted(_ stage: RolloutStage) {
        var machine = stage.machine

        let doubt = machine.doubt(by: "ann", at: RolloutStage.now)

        switch stage {
        case .ramping, .heldInconclusive, .heldApproval, .heldDeadline, .heldAwaitingLabels, .heldEvidenceGap,
            .heldFreezeWindow, .heldGate, .awaitingPromotion:
            #expect(machine.state.name == "held (manual)")
            #expect(doubt?.sentence == "the canary of v2 is held")
        case .created, .validating, .awaitingStart, .warming, .errored:
            #expect(machine.state == stage.state)
            #expect(machine.ledger.holdWord == .init(user: "ann", reason: "labels were retracted"))
            #expect(doubt?.sentence == "the canary of v2 is held as soon as it is on its ramp")
        case .baking:
            #expect(machine.bakedPairs == 0 && machine.ledger.bakingSince == nil)
            #expect(doubt?.actions == [.alertHeld("labels were retracted: the bake begins anew")])
            #expect(doubt?.sentence == "the bake of v2 begins anew")
        case .promoting:
            #expect(doubt?.sentence == "v2 takes the traffic over already, its bake begins after this")
        case .heldManual, .rejected, .promoted, .rollingBack, .rolledBack, .superseded, .cancelled:
            #expect(doubt == nil)
            #expect(machine.record == stage.machine.record)
        }
    }

    @Test func aRetractionInABakeIsAnsweredTruly() throws {
        var bench = FoldBench(CanaryDefinition(minimumPairs: 50, bakePairs: 500))
        bench.propose(2, everyWrong: 500)
        bench.feed(2)
        _ = bench.order(
            { .promoteFull(rollout: $0, revision: $1, version: ModelVersion(rawValue: 2)) }, reason: "urgent")
        bench.feed(100)

        let reply = bench.order({ _, _ in .retractLabels(Self.range, labels: 40) }, reason: "a bug upstream")

        #expect(
            reply
                == .done(
                    "retracted 40 labels of events from \(Self.range.words); the bake of v2 begins anew"))
        #expect(bench.rollout == .baking)
        #expect(bench.state.rollout?.bakedPairs == 0)
        let alert = try #require(bench.state.alerts.firing.first { $0.rule == .canaryHeld })
        #expect(alert.text == "canary v2: labels were retracted: the bake begins anew")
    }

    @Test func aRetractionBeforeTheTrafficHoldsOnTheRamp() {
        var bench = FoldBench(CanaryDefinition())
        bench.propose(2, everyWrong: 50)

        let reply = bench.order({ _, _ in .retractLabels(Self.range, labels: 40) }, reason: "a bug upstream")
        bench.feed(1)

        #expect(
            reply
                == .done(
                    "retracted 40 labels of events from \(Self.range.words); the canary of v2 is held as soon as it is on "
                        + "its ramp"))
        #expect(bench.rollout == .held(.manual, step: 0))
        #expect(bench.record?.transitions.last?.reason == "labels were retracted")
    }
}
