import Domain
import Testing

@testable import Engine

struct RolloutStateMachineTests {
    @Test func walksABetterCandidateToItsPromotion() throws {
        var rehearsal = Rehearsal(CanaryDefinition())
        var weights = [rehearsal.machine.weight]

        for _ in 0..<3 {
            rehearsal.feedToTheNextState(wins: 2)
            weights.append(rehearsal.machine.weight)
        }
        #expect(rehearsal.machine.state == .awaitingPromotion)
        #expect(rehearsal.actions == [.alertHeld("waits for approval")])
        #expect(try rehearsal.approve().get() == [.promote])
        weights.append(rehearsal.machine.weight)
        rehearsal.feedToTheNextState(wins: 2)

        #expect(weights == [5, 25, 50, 50, 100])
        #expect(rehearsal.machine.state == .promoted)
        #expect(rehearsal.actions.last == .release)
        #expect(
            rehearsal.states == [
                .validating, .warming, .ramping(step: 0), .ramping(step: 1), .ramping(step: 2), .awaitingPromotion,
                .promoting, .baking, .promoted,
            ])
        #expect(rehearsal.machine.record.transitions[6].actor == "ann")
        #expect(rehearsal.machine.bakedPairs == 200)
    }

    @Test func staysOnEachStepForItsMinimumOfPairsAndTime() {
        var quick = Rehearsal(CanaryDefinition(minimumPairs: 300, minimumTime: .zero))
        var slow = Rehearsal(CanaryDefinition(minimumPairs: 1, minimumTime: .minutes(400)))

        quick.feedToTheNextState(wins: 3)
        slow.feedToTheNextState(wins: 3)

        #expect(quick.pairs == 300)
        #expect(slow.pairs == 400)
    }

    @Test func rollsACriticallyBadCandidateBackBeforeTheMinimum() {
        var rehearsal = Rehearsal(CanaryDefinition(minimumPairs: 1_000))

        rehearsal.feedToTheNextState(wins: -4)

        #expect(rehearsal.machine.state == .rolledBack)
        #expect(rehearsal.pairs < 1_000)
        #expect(rehearsal.actions == [.withdraw])
        #expect(rehearsal.machine.weight == 0)
        #expect(rehearsal.machine.record.transitions.last?.reason.hasPrefix("worse by 0.8") ?? false)
    }

    @Test func leavesASlightlyBadCandidateTheMinimumOfPairs() {
        var rehearsal = Rehearsal(CanaryDefinition(minimumPairs: 1_000, criticalMargin: 0.9))

        rehearsal.feedToTheNextState(wins: -4)

        #expect(rehearsal.machine.state == .rolledBack)
        #expect(rehearsal.pairs == 1_000)
    }

    @Test func holdsWhatIsUndecidedAtTheEndOfItsTime() {
        var rehearsal = Rehearsal(CanaryDefinition(maximumTime: .minutes(300), margin: 0.0001))

        rehearsal.feedToTheNextState(wins: 0)

        #expect(rehearsal.machine.state == .held(.inconclusive, step: 0))
        #expect(rehearsal.pairs == 301)
        #expect(rehearsal.machine.weight == 5)
        guard case .alertHeld(let text)? = rehearsal.actions.last else {
            Issue.record("no alert")
            return
        }
        #expect(text.hasPrefix("inconclusive: about "))
    }

    @Test(arguments: [CanaryDefinition.DeadlineAction.hold, .rollBack])
    func endsAtItsDeadlineAsTheFileSaysWhereverItStands(action: CanaryDefinition.DeadlineAction) {
        var rehearsal = Rehearsal(
            CanaryDefinition(
                maximumTime: .minutes(300), deadline: .minutes(400), atDeadline: action, margin: 0.0001))

        rehearsal.feedToTheNextState(wins: 0)
        #expect(rehearsal.machine.state == .held(.inconclusive, step: 0))
        rehearsal.feedToTheNextState(wins: 0)

        #expect(rehearsal.machine.state == (action == .hold ? .held(.deadline, step: 0) : .rolledBack))
        #expect(rehearsal.actions.last == (action == .hold ? .alertHeld("deadline passed") : .withdraw))
        #expect(rehearsal.pairs == 401)
    }

    @Test func asksForMoreThanNoHarmOnlyWhereNobodyIsAsked() {
        var watched = Rehearsal(CanaryDefinition(approval: .promotion, minimumPairs: 400, margin: 0.9))
        var automatic = Rehearsal(
            CanaryDefinition(approval: .automatic, minimumPairs: 400, maximumTime: .minutes(500), margin: 0.9))

        watched.feed(5, wins: -1)
        watched.feedToTheNextState(wins: 0)
        automatic.feed(5, wins: -1)
        automatic.feedToTheNextState(wins: 0)

        #expect(watched.machine.state == .ramping(step: 1))
        #expect(automatic.machine.state == .held(.inconclusive, step: 0))
    }

    @Test func goesOnByItselfOnceTheEvidenceHasCome() {
        var rehearsal = Rehearsal(CanaryDefinition(minimumPairs: 20, maximumTime: .minutes(40), margin: 0))
        rehearsal.feed(20, wins: 0)
        rehearsal.feedToTheNextState(wins: 1)
        #expect(rehearsal.machine.state == .held(.inconclusive, step: 0))

        rehearsal.feedToTheNextState(wins: 2)

        #expect(rehearsal.machine.state == .ramping(step: 0))
        #expect(rehearsal.machine.pairsInStep == rehearsal.pairs)
    }

    @Test func holdsTheWholeCanaryAtItsDeadline() {
        var rehearsal = Rehearsal(CanaryDefinition(maximumTime: .days(2), deadline: .minutes(200), margin: 0.0001))

        rehearsal.feedToTheNextState(wins: 0)

        #expect(rehearsal.machine.state == .held(.deadline, step: 0))
        #expect(rehearsal.pairs == 201)
    }

    @Test(arguments: RolloutState.HoldReason.allCases)
    func doesNotCountAPersonsTimeTowardsTheDeadline(reason: RolloutState.HoldReason) throws {
        var rehearsal = Rehearsal(CanaryDefinition(approval: .everyStep, deadline: .days(3)))
        rehearsal.feed(10, wins: 3)
        rehearsal.happen { machine, now in
            machine.move(to: .held(reason, step: 0), at: now, actor: "engine", reason: "a test")
            return []
        }

        rehearsal.wait(.days(30))
        let reply =
            reason == .approval
            ? rehearsal.approve() : rehearsal.command { $0.resume(revision: $0.revision, by: "ann", at: $1) }
        _ = try reply.get()
        let waitsForEvidence = [.inconclusive, .awaitingLabels].contains(reason)
        #expect(rehearsal.machine.paused == (waitsForEvidence ? .zero : .days(30)))
        rehearsal.feedToTheNextState(wins: 3)

        #expect(rehearsal.machine.state == .held(.approval, step: reason == .approval ? 1 : 0))
    }

    @Test func givesAsMuchTimeOnceMoreToWhatAPersonHoldsAfterItsDeadline() throws {
        var rehearsal = Rehearsal(
            CanaryDefinition(approval: .everyStep, maximumTime: .days(2), deadline: .minutes(200), margin: 0.0001))
        rehearsal.feedToTheNextState(wins: 0)
        #expect(rehearsal.machine.state == .held(.deadline, step: 0))

        rehearsal.wait(.days(3))
        _ = try rehearsal.command { $0.hold(revision: $0.revision, by: "ann", at: $1) }.get()
        rehearsal.wait(.days(3))
        _ = try rehearsal.command { $0.resume(revision: $0.revision, by: "ann", at: $1) }.get()
        rehearsal.feed(200, wins: 0)
        #expect(rehearsal.machine.state == .ramping(step: 0))
        rehearsal.feed(1, wins: 0)

        #expect(rehearsal.machine.state == .held(.deadline, step: 0))
    }

    @Test func holdsAndResumesByHand() throws {
        var rehearsal = Rehearsal(CanaryDefinition())
        rehearsal.feed(10, wins: 2)

        let held = rehearsal.act { machine, now in
            machine.hold(revision: machine.revision, by: "ann", at: now)
        }
        rehearsal.feed(1_000, wins: 2)

        #expect(try held.get().isEmpty)
        #expect(rehearsal.machine.state == .held(.manual, step: 0))
        let resumed = rehearsal.act { machine, now in
            machine.resume(revision: machine.revision, by: "bo", at: now)
        }
        #expect(try resumed.get().isEmpty)
        #expect(rehearsal.machine.state == .ramping(step: 0))
        #expect(rehearsal.machine.record.transitions.suffix(2).map(\.actor) == ["ann", "bo"])
    }

    @Test func rollsBackWhileHeld() {
        var rehearsal = Rehearsal(CanaryDefinition())
        _ = rehearsal.act { machine, now in machine.hold(revision: machine.revision, by: "ann", at: now) }

        rehearsal.feedToTheNextState(wins: -5)

        #expect(rehearsal.machine.state == .rolledBack)
    }

    @Test func rollsBackWhileBakingByHandOrByEvidence() throws {
        var byHand = Rehearsal(CanaryDefinition(bakePairs: 4_000))
        for _ in 0..<3 { byHand.feedToTheNextState(wins: 2) }
        _ = try byHand.approve().get()
        var byEvidence = byHand

        let reply = byHand.act { machine, now in machine.rollBack(by: "ann", reason: "", at: now) }
        byEvidence.feedToTheNextState(wins: -5)

        #expect(try reply.get() == [.withdraw])
        #expect(byHand.machine.record.transitions.last?.reason == "rolled back by hand")
        #expect(byEvidence.machine.state == .rolledBack)
        #expect(byEvidence.actions.last == .withdraw)
        #expect(byEvidence.machine.record.transitions.last?.from == .rollingBack)
    }

    @Test func bakesAsLongAsItHasToHoweverManyLabelsCome() throws {
        var rehearsal = Rehearsal(CanaryDefinition(bakePairs: 20), bakeTime: .hours(10))
        for _ in 0..<3 { rehearsal.feedToTheNextState(wins: 2) }
        _ = try rehearsal.approve().get()
        let begin = rehearsal.now

        rehearsal.feed(599, wins: 2)
        #expect(rehearsal.machine.state == .baking)
        rehearsal.feed(1, wins: 2)

        #expect(rehearsal.machine.state == .promoted)
        #expect(rehearsal.machine.record.transitions.last?.streamTime == begin + .hours(10))
    }

    @Test func endsABakeByTimeWhereItsLabelsHaveCome() throws {
        var rehearsal = Rehearsal(CanaryDefinition(bakePairs: 20), bakeTime: .hours(10))
        for _ in 0..<3 { rehearsal.feedToTheNextState(wins: 2) }
        _ = try rehearsal.approve().get()
        rehearsal.feed(30, wins: 2)

        let early = rehearsal.act { machine, now in machine.tick(at: now + .hours(9)) }
        let late = rehearsal.act { machine, now in machine.tick(at: now + .hours(10)) }

        #expect(early == [] && late == [.release])
        #expect(rehearsal.machine.state == .promoted)
    }

    @Test func refusesToRollBackWhatGetsNoTraffic() {
        var rehearsal = Rehearsal(CanaryDefinition())
        _ = rehearsal.act { machine, now in machine.rollBack(by: "ann", reason: "odd", at: now) }
        let revision = rehearsal.machine.revision

        let again = rehearsal.act { machine, now in machine.rollBack(by: "bo", reason: "", at: now) }

        #expect(again == .failure(.init("v2 gets no traffic: it is rolled back")))
        #expect(rehearsal.machine.revision == revision)
    }

    @Test func refusesWhatWasSaidAboutAnOlderState() {
        var rehearsal = Rehearsal(CanaryDefinition())
        let seen = rehearsal.machine.revision
        rehearsal.feedToTheNextState(wins: 2)
        let before = rehearsal.machine.record

        let replies = rehearsal.act { machine, now in
            [
                machine.approve(revision: seen, by: "ann", at: now), machine.hold(revision: seen, by: "ann", at: now),
                machine.resume(revision: seen, by: "ann", at: now),
            ]
        }

        let stale = RolloutStateMachine.Refusal("canary is now at step 2, 25 %")
        #expect(replies == Array(repeating: .failure(stale), count: 3))
        #expect(rehearsal.machine.record == before)
    }

    @Test func refusesWhatIsNotPossibleNow() {
        var rehearsal = Rehearsal(CanaryDefinition())

        let approved = rehearsal.approve()
        let resumed = rehearsal.act { machine, now in
            machine.resume(revision: machine.revision, by: "ann", at: now)
        }

        #expect(approved == .failure(.init("nothing waits: v2 is ramping 1")))
        #expect(resumed == .failure(.init("nothing is held; v2 is ramping 1")))
    }

    @Test func asksAPersonAtEveryStep() throws {
        var rehearsal = Rehearsal(CanaryDefinition(approval: .everyStep))
        var asked: [String?] = []

        for _ in 0..<3 {
            rehearsal.feedToTheNextState(wins: 2)
            asked.append(rehearsal.machine.awaitsApproval)
            _ = try rehearsal.approve().get()
        }

        #expect(asked == ["step 2 of 3", "step 3 of 3", "promotion"])
        #expect(rehearsal.machine.state == .baking)
    }

    @Test func asksNobodyWhereThePolicyIsAutomatic() {
        var rehearsal = Rehearsal(CanaryDefinition(approval: .automatic))

        for _ in 0..<4 { rehearsal.feedToTheNextState(wins: 2, automatic: true) }

        #expect(rehearsal.machine.state == .promoted)
        #expect(rehearsal.actions == [.promote, .release])
        #expect(rehearsal.machine.record.transitions.allSatisfy { $0.actor == "engine" })
    }

    @Test func waitsWhileAutomationIsOffAndGoesOnOnceItIsBack() {
        var rehearsal = Rehearsal(CanaryDefinition(approval: .automatic))

        rehearsal.feedToTheNextState(wins: 2, automatic: false)
        #expect(rehearsal.machine.state == .held(.approval, step: 0))
        rehearsal.feed(1, wins: 2, automatic: true)

        #expect(rehearsal.machine.state == .ramping(step: 1))
    }

    @Test(arguments: [Verdict.fail, .inconclusive, .error])
    func rejectsAtARequiredGateThatDidNotPass(_ verdict: Verdict) {
        var machine = Self.validating

        machine.judge([Self.gate(.integrity, .pass), Self.gate(.holdout, verdict)], at: Rehearsal.start)

        #expect(machine.state == .rejected)
        #expect(machine.record.transitions.last?.reason == "gate holdout: numbers")
        #expect(machine.weight == 0)
        #expect(!machine.comparesModels)
    }

    @Test func passesWhatOnlyAnAdvisoryGateRefused() {
        var machine = Self.validating

        machine.judge([Self.gate(.latency, .fail, isRequired: false)], at: Rehearsal.start)

        #expect(machine.state == .warming)
    }

    @Test func saysWhichShareTheCandidateAnswered() {
        var rehearsal = Rehearsal(CanaryDefinition())
        #expect(rehearsal.machine.observedShare == nil)

        for index in 0..<20 {
            rehearsal.happen { $0.countAnswer(byCandidate: index == 0, at: $1) }
        }

        #expect(rehearsal.machine.observedShare == 5)
    }

    private static var validating: RolloutStateMachine {
        var machine = RolloutStateMachine(
            number: 1, candidate: ModelVersion(rawValue: 2), champion: ModelVersion(rawValue: 1),
            policy: CanaryDefinition(), isDrill: false, lossScale: 1, at: Rehearsal.start)
        machine.startValidating(at: Rehearsal.start)
        return machine
    }

    private static func gate(_ gate: GateResult.Gate, _ verdict: Verdict, isRequired: Bool = true) -> GateResult {
        GateResult(
            gate: gate, isRequired: isRequired, verdict: verdict, value: nil, bound: nil, count: 0, detail: "numbers")
    }
}
