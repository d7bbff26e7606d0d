import Domain
import Testing

@testable import Engine

/// What keeps a canary from believing its labels, or from going on without them.
struct RolloutDataGuardTests {
    @Test func waitsForLabelsWhereTooFewHaveComeAndGoesOnWhenTheyHave() {
        var rehearsal = Rehearsal(CanaryDefinition(maximumTime: .days(3)))
        rehearsal.feed(150, wins: 4)

        rehearsal.wait(.days(4))
        rehearsal.happen { $0.tick(at: $1) }

        #expect(rehearsal.machine.state == .held(.awaitingLabels, step: 0))
        #expect(rehearsal.actions == [.alertHeld("150 of 200 pairs in this step")])
        rehearsal.feed(50, wins: 4)
        #expect(rehearsal.machine.state == .ramping(step: 0))
        #expect(rehearsal.machine.record.transitions.last?.reason.hasPrefix("labels have come: ") == true)
        rehearsal.feed(61, wins: 4)
        #expect(rehearsal.machine.state == .ramping(step: 1))
    }

    @Test func endsAtItsDeadlineAlsoWithoutALabel() {
        var rehearsal = Rehearsal(CanaryDefinition(maximumTime: .days(3), deadline: .days(9), atDeadline: .rollBack))

        rehearsal.wait(.days(4))
        rehearsal.happen { $0.tick(at: $1) }
        #expect(rehearsal.machine.state == .held(.awaitingLabels, step: 0))
        rehearsal.wait(.days(6))
        rehearsal.happen { $0.tick(at: $1) }

        #expect(rehearsal.machine.state == .rolledBack)
        #expect(
            rehearsal.machine.record.transitions.last?.reason == "no verdict by the deadline: no pair was labelled")
    }

    @Test func takesNoStepOnDataThatIsNotToBeTrusted() {
        var rehearsal = Rehearsal(CanaryDefinition())
        rehearsal.feed(100, wins: 4)
        rehearsal.happen { machine, _ in
            machine.ledger.dataProblem = "rows 1–200 are blocked"
            return []
        }

        rehearsal.feedToTheNextState(wins: 4)
        let next = rehearsal.command { $0.nextStep(revision: $0.revision, by: "ann", at: $1) }

        #expect(rehearsal.machine.state == .held(.gate, step: 0))
        #expect(rehearsal.machine.warnings == ["rows 1–200 are blocked"])
        #expect(throws: RolloutStateMachine.Refusal.self) { try next.get() }
        rehearsal.happen { machine, _ in
            machine.ledger.dataProblem = nil
            return []
        }
        rehearsal.feed(62, wins: 4)
        #expect(rehearsal.machine.state == .ramping(step: 1))
    }

    @Test func saysNothingOnLabelsThatDoNotComeAlike() {
        var rehearsal = Rehearsal(CanaryDefinition())
        rehearsal.happen { machine, _ in
            machine.ledger.coverageGap = "labels have come for 90 % and 40 %"
            return []
        }

        rehearsal.feed(500, wins: -5)

        #expect(rehearsal.machine.state == .ramping(step: 0), "harm that only the labels of one arm show")
        #expect(rehearsal.machine.verdict == .inconclusive)
        #expect(
            rehearsal.machine.flipSentence == "the arms' labels come alike: labels have come for 90 % and 40 %")
        rehearsal.happen { machine, _ in
            machine.ledger.coverageGap = nil
            return []
        }
        rehearsal.feed(1, wins: -5)
        #expect(rehearsal.machine.state == .rolledBack)
    }

    /// Through the whole fold: the labels of one arm stay away.
    @Test func findsThatTheLabelsOfOneArmStayAway() throws {
        var policy = CanaryDefinition(minimumTime: .days(100), maximumTime: .days(200), deadline: .days(300))
        policy.steps = [50, 100]
        var bench = FoldBench(policy, unitColumn: "user")
        bench.propose(2, everyWrong: 3)
        for unit in 0..<3_000 {
            let (event, arm) = bench.ask("user \(unit)")
            if arm == .champion || unit % 2 == 0 { bench.label(event) }
        }

        let rollout = try #require(bench.state.rollout)
        #expect(rollout.ledger.coverageGap?.hasPrefix("labels have come for ") == true)
        #expect(rollout.verdict == .inconclusive)
        let coverage = try #require(bench.state.coverageSnapshot)
        #expect(coverage.champion > 0.95)
        #expect((coverage.candidate - 0.5).magnitude < 0.1)
    }

    /// Through the whole fold: a batch of bad rows comes while the candidate would take its next step.
    @Test func holdsWhileTheNewestBatchIsBlocked() throws {
        var bench = FoldBench(CanaryDefinition(minimumTime: .zero))
        bench.propose(2, everyWrong: 50)
        bench.feed(150)
        bench.state.definition.validation.batchRows = 1_000
        bench.state.isCorrupt = true
        bench.state.blocked = [100...150]
        let problem = bench.state.dataProblem
        bench.state.rollout?.ledger.dataProblem = problem

        bench.feedToTheNextState()

        #expect(bench.rollout == .held(.gate, step: 0))
        #expect(
            bench.record?.transitions.last?.reason
                == "rows 100–150 are blocked: the data is not to be trusted")
    }

    @Test(arguments: [nil, "user 7"] as [String?])
    func leavesWhatSticksToNoArmOutOfTheSplitCheck(unit: String?) throws {
        var bench = FoldBench(CanaryDefinition(), unitColumn: "user")
        bench.propose(2, everyWrong: 50)
        _ = bench.ask("first")
        for _ in 0..<20 { _ = bench.ask(unit) }

        let split = try #require(bench.state.rollout).ledger.split
        #expect(split.units == (unit == nil ? 0 : 1))
    }
}
