import Domain
import Testing

@testable import Engine

struct RolloutGuardTests {
    /// Wednesday 2020-09-09, 21:00 UTC: an hour before the window.
    private static let evening = Timestamp(year: 2020, month: 9, day: 9, hour: 21) ?? Rehearsal.start

    private static func policy(
        approval: CanaryDefinition.Approval = .promotion, _ change: (inout CanaryGuards) -> Void
    ) -> CanaryDefinition {
        var policy = CanaryDefinition(approval: approval)
        change(&policy.guards)
        return policy
    }

    @Test func holdsInAFreezeWindowAndGoesOnByItself() throws {
        let window = try #require(FreezeWindow("daily 22:00 to 06:00"))
        var rehearsal = Rehearsal(Self.policy { $0.freezeWindows = [window] }, at: Self.evening)

        rehearsal.feedToTheNextState(wins: 2)
        #expect(rehearsal.machine.state == .held(.freezeWindow, step: 0))
        let resumed = rehearsal.command { $0.resume(revision: $0.revision, by: "ann", at: $1) }
        rehearsal.wait(.hours(9))
        rehearsal.happen { $0.tick(at: $1) }

        let sentence = "freeze window daily 22:00 to 06:00, until 2020-09-10T06:00:00Z"
        #expect(resumed == .failure(.init(sentence)))
        #expect(rehearsal.actions == [.alertHeld(sentence)])
        #expect(rehearsal.machine.state == .ramping(step: 0))
        #expect(rehearsal.machine.record.transitions.last?.reason == "freeze window over")
    }

    @Test func rollsBackInAFreezeWindow() throws {
        let window = try #require(FreezeWindow("daily 22:00 to 06:00"))
        var rehearsal = Rehearsal(Self.policy { $0.freezeWindows = [window] }, at: Self.evening)
        rehearsal.feedToTheNextState(wins: 2)

        rehearsal.feedToTheNextState(wins: -5)

        #expect(rehearsal.machine.state == .rolledBack)
    }

    @Test func keepsToTheCapOfPromotionsADay() throws {
        var history = PromotionHistory()
        history.add(at: Rehearsal.start)
        var rehearsal = Rehearsal(Self.policy(approval: .automatic) { $0.promotionsADay = 1 }, promotions: history)

        for _ in 0..<3 { rehearsal.feedToTheNextState(wins: 3, automatic: true) }
        #expect(rehearsal.machine.state == .awaitingPromotion)
        let byHand = rehearsal.approve()
        rehearsal.wait(.hours(24))
        rehearsal.feed(1, wins: 3, automatic: true)

        let sentence = "1 promotion a day are the cap; possible again from 2020-09-14T12:26:40Z"
        #expect(byHand == .failure(.init(sentence)))
        #expect(rehearsal.machine.state == .baking)
    }

    @Test func asksTwoPeopleWhereThePolicyDoes() throws {
        var rehearsal = Rehearsal(Self.policy { $0.secondPerson = true })
        for _ in 0..<3 { rehearsal.feedToTheNextState(wins: 2) }
        let revision = rehearsal.machine.revision

        let first = rehearsal.approve(by: "ann")
        #expect(rehearsal.machine.revision == revision)
        let again = rehearsal.approve(by: "ann")
        let second = rehearsal.approve(by: "bo")

        #expect(try first.get().isEmpty)
        #expect(again == .failure(.init("ann has approved already: another person must, too")))
        #expect(try second.get() == [.promote])
        #expect(rehearsal.machine.record.transitions.dropLast().last?.reason == "approved, first by ann")
    }

    @Test func takesAnApprovalForNoWordAboutAPromotionPastTheTests() throws {
        var rehearsal = Rehearsal(Self.policy { $0.secondPerson = true })
        for _ in 0..<3 { rehearsal.feedToTheNextState(wins: 2) }
        let version = rehearsal.machine.record.candidate
        func force(_ user: String) -> RolloutStateMachine.Reply {
            rehearsal.command {
                $0.promoteFull(version, revision: $0.revision, by: user, reason: "urgent", at: $1)
            }
        }

        _ = rehearsal.approve(by: "ann")
        let first = force("bo")
        let again = force("bo")
        let second = force("cy")

        #expect(try first.get().isEmpty)
        #expect(again == .failure(.init("bo has approved already: another person must, too")))
        #expect(try second.get() == [.promote])
        #expect(rehearsal.machine.record.origin.forced?.user == "cy")
        #expect(rehearsal.machine.record.transitions.contains { $0.reason.hasPrefix("forced, first by bo: urgent") })
    }

    @Test func letsOnlyAnOwnerPromotePastTheTests() throws {
        var rehearsal = Rehearsal(Self.policy { $0.owners = ["ann"] })
        rehearsal.feed(10, wins: 2)
        let version = rehearsal.machine.record.candidate

        let stranger = rehearsal.command {
            $0.promoteFull(version, revision: $0.revision, by: "bo", reason: "urgent", at: $1)
        }
        let owner = rehearsal.command {
            $0.promoteFull(version, revision: $0.revision, by: "ann", reason: "urgent", at: $1)
        }

        #expect(
            stranger == .failure(.init("only an owner may promote past the tests, and bo is none; the file names ann")))
        #expect(try owner.get() == [.promote])
    }

    @Test func letsAnybodyRollBack() throws {
        var rehearsal = Rehearsal(Self.policy { $0.owners = ["ann"] })
        rehearsal.feed(10, wins: 2)

        let reply = rehearsal.command { $0.rollBack(by: "bo", reason: "", at: $1) }

        #expect(try reply.get() == [.withdraw])
    }

    @Test func holdsWhereTheSplitIsOff() {
        var rehearsal = Rehearsal(CanaryDefinition())

        for _ in 0..<400 { rehearsal.happen { $0.countAnswer(byCandidate: false, at: $1) } }

        let reason = "the split is off: 0 of 400 units on the candidate, meant are 20"
        #expect(rehearsal.machine.state == .held(.evidenceGap, step: 0))
        #expect(rehearsal.actions == [.alertHeld(reason)])
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func letsASplitAsMeantBe(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var rehearsal = Rehearsal(CanaryDefinition())

        for _ in 0..<2_000 {
            let isOnCandidate = Double.random(in: 0..<100, using: &generator) < 5
            rehearsal.happen { $0.countAnswer(byCandidate: isOnCandidate, at: $1) }
        }

        #expect(rehearsal.machine.state == .ramping(step: 0))
    }

    @Test func goesOncesTheHarmBudgetIsSpentOnUsers() {
        let policy = Self.policy { $0.harmBudget = 5 }
        var served = Rehearsal(policy)
        var shadowed = Rehearsal(policy)

        served.feed(40, wins: -1, isServed: true)
        shadowed.feed(40, wins: -1, isServed: false)

        #expect(served.machine.state == .rolledBack)
        #expect(
            served.machine.record.transitions.last?.reason
                == "harm budget spent: 6.0 extra bad outcomes served, 5.0 allowed")
        #expect(shadowed.machine.state == .ramping(step: 0))
    }

    @Test func boundsWhatPromotionsAddUpTo() {
        var history = PromotionHistory()
        history.settle(difference: 0.03, isGain: false)
        var policy = Self.policy { $0.promotionBudget = 0.02 }
        policy.margin = 0.5
        var rehearsal = Rehearsal(policy, promotions: history)

        for _ in 0..<3 { rehearsal.feedToTheNextState(wins: 0) }
        #expect(rehearsal.machine.state == .held(.gate, step: 2))
        #expect(
            rehearsal.machine.record.transitions.last?.reason
                == "promotion budget: with this one the promotions add up to a loss of 0.030, 0.020 allowed")
        rehearsal.feedToTheNextState(wins: 1)

        #expect(rehearsal.machine.record.transitions.last?.reason == "no limit forbids it any more")
    }

    @Test func boundsThemByTheMarginOfOneWhereNothingElseIsSaid() {
        var history = PromotionHistory()
        history.settle(difference: 0.015, isGain: false)
        var spent = Rehearsal(CanaryDefinition(minimumPairs: 600), promotions: history)
        var fresh = Rehearsal(CanaryDefinition(minimumPairs: 600))

        for _ in 0..<3 {
            spent.feedToTheNextState(wins: 0)
            fresh.feedToTheNextState(wins: 0)
        }
        #expect(spent.machine.overspent == nil, "equal ones cost nothing")
        history.settle(difference: 0.006, isGain: false)
        var over = Rehearsal(CanaryDefinition(minimumPairs: 600), promotions: history)
        for _ in 0..<3 { over.feedToTheNextState(wins: 0) }

        #expect(fresh.machine.state == .awaitingPromotion)
        #expect(spent.machine.state == .awaitingPromotion)
        #expect(over.machine.state == .held(.gate, step: 2))
        #expect(
            over.machine.record.transitions.last?.reason
                == "promotion budget: with this one the promotions add up to a loss of 0.021, 0.020 allowed")
    }

    @Test func forgetsWhatPromotionsCostAtAProvenGain() {
        var history = PromotionHistory()

        history.settle(difference: 0.01, isGain: false)
        history.settle(difference: 0.015, isGain: false)
        #expect(history.loss == 0.025)
        history.settle(difference: -0.2, isGain: true)

        #expect(history.loss == 0)
    }

    @Test func freezesAtAFaultRecoversAndGoesAtItsDeadline() {
        var rehearsal = Rehearsal(CanaryDefinition())

        for _ in 0..<3 { rehearsal.happen { $0.couldNotMeasure("the router is silent", at: $1) } }
        #expect(rehearsal.machine.state == .ramping(step: 0))
        rehearsal.happen { $0.couldNotMeasure("the router is silent", at: $1) }
        #expect(rehearsal.machine.state == .errored(from: .ramping(step: 0)))
        #expect(rehearsal.machine.verdict == .error)
        #expect(rehearsal.machine.weight == 5)
        var recovered = rehearsal
        recovered.feed(1, wins: 0)
        rehearsal.wait(.hours(2))
        rehearsal.happen { $0.tick(at: $1) }

        #expect(recovered.machine.state == .ramping(step: 0))
        #expect(rehearsal.machine.state == .rolledBack)
        #expect(rehearsal.machine.record.transitions.last?.reason == "at fault for more than 1h")
    }

    @Test func isAtFaultWhereItNeverGivesAValidAnswer() {
        var rehearsal = Rehearsal(validating: CanaryDefinition())
        rehearsal.happen { $0.judge([], at: $1) }

        rehearsal.happen { $0.answeredInWarming(isValid: false, at: $1) }
        #expect(rehearsal.machine.state == .warming)
        rehearsal.wait(.minutes(11))
        rehearsal.happen { $0.answeredInWarming(isValid: false, at: $1) }
        #expect(rehearsal.machine.state == .errored(from: .warming))
        rehearsal.happen { $0.answeredInWarming(isValid: true, at: $1) }

        #expect(rehearsal.machine.state == .ramping(step: 0))
    }

    /// A moment on the wall, which is no stream time.
    private static let monday = Timestamp(rawValue: 1_800_000_000_000)

    @Test func remindsOnceOfAnApprovalByWallTimeAlone() {
        var rehearsal = Rehearsal(CanaryDefinition())
        for _ in 0..<3 { rehearsal.feedToTheNextState(wins: 2) }

        rehearsal.wait(.days(40))
        rehearsal.happen { $0.tick(at: $1) }
        for hours in [0, 20, 24, 25, 50] {
            rehearsal.happen { $0.waited(until: Self.monday + .hours(hours), at: $1) }
        }

        #expect(
            rehearsal.actions == [.alertHeld("waits for approval"), .remind("v2 has waited more than 1d for approval")])
        #expect(rehearsal.machine.state == .awaitingPromotion)
    }

    @Test func countsTheWaitingOfEachStateAnew() throws {
        var rehearsal = Rehearsal(CanaryDefinition(approval: .everyStep))
        rehearsal.feedToTheNextState(wins: 2)
        rehearsal.happen { $0.waited(until: Self.monday, at: $1) }
        _ = try rehearsal.approve().get()
        rehearsal.feedToTheNextState(wins: 2)

        rehearsal.happen { $0.waited(until: Self.monday + .hours(30), at: $1) }
        rehearsal.happen { $0.waited(until: Self.monday + .hours(50), at: $1) }

        #expect(rehearsal.actions.allSatisfy { $0 == .alertHeld("waits for approval") })
    }

    @Test(arguments: [RolloutStage.awaitingPromotion, .heldApproval, .awaitingStart])
    func goesWhereNobodyApprovesAndTheFileSaysSo(_ stage: RolloutStage) throws {
        var machine = stage.machine
        var policy = machine.policy
        policy.guards.atApprovalDeadline = .rollBack
        var rehearsal = Rehearsal(policy)
        rehearsal.happen { other, _ in
            other.record.state = machine.state
            return other.waited(until: Self.monday, at: RolloutStage.now)
        }

        rehearsal.happen { $0.waited(until: Self.monday + .hours(25), at: $1) }
        let kept = machine.waited(until: Self.monday, at: RolloutStage.now)

        let isStart = stage == .awaitingStart
        #expect(rehearsal.machine.state == (isStart ? .cancelled : .rolledBack))
        #expect(rehearsal.actions.last == (isStart ? .discard : .withdraw))
        #expect(rehearsal.machine.record.transitions.last?.reason == "not approved in 1d")
        #expect(kept == [] && machine.state == stage.state)
    }

    @Test func isAtFaultWhereItsSourceCannotBeReadAndRecoversWithIt() {
        var rehearsal = Rehearsal(CanaryDefinition())

        for _ in 0..<3 { rehearsal.happen { $0.take(sourceFailure: "p.csv: cannot be read", at: $1) } }
        #expect(rehearsal.machine.state == .ramping(step: 0))
        rehearsal.happen { $0.take(sourceFailure: nil, at: $1) }
        #expect(rehearsal.machine.ledger.faults == 0, "four in a row are meant")
        for _ in 0..<4 { rehearsal.happen { $0.take(sourceFailure: "p.csv: cannot be read", at: $1) } }

        #expect(rehearsal.machine.state == .errored(from: .ramping(step: 0)))
        #expect(
            rehearsal.actions == [
                .alertHeld("at fault: the source cannot be read: p.csv: cannot be read, 4 times in a row")
            ])
        rehearsal.happen { $0.take(sourceFailure: nil, at: $1) }
        #expect(rehearsal.machine.state == .ramping(step: 0))
    }

    @Test func doesNotRampWhatDoesNotFitIntoMemory() {
        var rehearsal = Rehearsal(validating: CanaryDefinition())
        rehearsal.happen { machine, now in
            machine.record.memory = MemoryForecast(
                neededBytes: 512 << 20, availableBytes: 128 << 20, isAdvisory: false)
            return machine.judge([], at: now)
        }

        rehearsal.happen { $0.answeredInWarming(isValid: true, at: $1) }
        #expect(rehearsal.machine.state == .warming)
        rehearsal.wait(.minutes(11))
        rehearsal.happen { $0.answeredInWarming(isValid: true, at: $1) }
        rehearsal.happen { $0.answeredInWarming(isValid: true, at: $1) }
        #expect(rehearsal.machine.state == .errored(from: .warming))
        #expect(
            rehearsal.actions == [.alertHeld("at fault: it needs 512 MiB of memory, 128 MiB are left")])
        rehearsal.happen { $0.take(availableBytes: 600 << 20, at: $1) }
        rehearsal.happen { $0.answeredInWarming(isValid: true, at: $1) }

        #expect(rehearsal.machine.state == .ramping(step: 0))
        #expect(rehearsal.machine.record.memory?.availableBytes == 600 << 20)
    }

    @Test func onlyWritesMemoryDownInLockstep() {
        var rehearsal = Rehearsal(validating: CanaryDefinition())
        rehearsal.happen { machine, now in
            machine.record.memory = MemoryForecast(neededBytes: 512, availableBytes: 1, isAdvisory: true)
            return machine.judge([], at: now)
        }

        rehearsal.happen { $0.answeredInWarming(isValid: true, at: $1) }

        #expect(rehearsal.machine.state == .ramping(step: 0))
    }

    @Test func waitsForItsStartWhereAPersonIsAsked() throws {
        var rehearsal = Rehearsal(validating: Self.policy { $0.start = .approval })

        rehearsal.happen { $0.judge([], at: $1) }
        #expect(rehearsal.machine.awaitsApproval == "start")
        #expect(!rehearsal.machine.comparesModels)
        let reply = rehearsal.approve()

        #expect(try reply.get().isEmpty)
        #expect(rehearsal.machine.state == .warming)
    }
}
