import Domain
import Testing

@testable import Engine

/// A person's commands through the fold: what the pipeline does, and what it writes down.
struct RolloutCommandTests {
    private static let policy = CanaryDefinition(minimumPairs: 50, minimumTime: .hours(20), bakePairs: 60)
    private static let one = ModelVersion(rawValue: 1)
    private static let two = ModelVersion(rawValue: 2)
    private static let three = ModelVersion(rawValue: 3)

    private static func policy(_ change: (inout CanaryGuards) -> Void) -> CanaryDefinition {
        var policy = policy
        change(&policy.guards)
        return policy
    }

    private static let failing = GateResult(
        gate: .holdout, isRequired: true, verdict: .fail, value: 0.1, bound: 0.02, count: 300, detail: "worse by 0.1")

    /// v2, clearly better than v1, is promoted in full and baked.
    private static func promoted(_ policy: CanaryDefinition = policy) -> FoldBench {
        var bench = FoldBench(policy)
        bench.propose(2, everyWrong: 500)
        bench.feed(2)
        _ = bench.order({ .promoteFull(rollout: $0, revision: $1, version: two) }, reason: "urgent")
        bench.feed(61)
        return bench
    }

    @Test func takesTheNextStepWithoutTheWaitButNotWithoutTheTests() {
        var bench = FoldBench(Self.policy)
        bench.propose(2, everyWrong: 500)
        bench.feed(20)

        let early = bench.order { .nextStep(rollout: $0, revision: $1) }
        bench.feed(400)
        let late = bench.order { .nextStep(rollout: $0, revision: $1) }

        #expect(
            early
                == .refused(
                    "the wait can be skipped, the tests cannot: 20 of 50 pairs, verdict inconclusive"))
        #expect(late == .done("next step of v2: ramping 2"))
        #expect(bench.record?.transitions.last?.reason == "next step, wait skipped")
    }

    @Test func promotesInFullWithTheTypedVersionAndAReasonAndListsWhatItSkips() throws {
        var bench = FoldBench(Self.policy)
        bench.propose(2, everyWrong: 500)
        bench.feed(20)

        let wrong = bench.order({ .promoteFull(rollout: $0, revision: $1, version: Self.three) }, reason: "urgent")
        let bare = bench.order { .promoteFull(rollout: $0, revision: $1, version: Self.two) }
        let stale = bench.order(
            { number, _ in .promoteFull(rollout: number, revision: 1, version: Self.two) }, reason: "urgent")
        let done = bench.order({ .promoteFull(rollout: $0, revision: $1, version: Self.two) }, reason: "urgent")

        #expect(wrong == .refused("the candidate is v2, not v3"))
        #expect(bare == .refused("give a reason"))
        #expect(stale == .refused("canary is now at step 1, 5 %"))
        #expect(done == .done("promoted in full v2: baking"))
        #expect(bench.champion == Self.two)
        let forced = try #require(bench.record?.origin.forced)
        #expect(
            forced
                == Waiver(
                    user: "ann", reason: "urgent",
                    checks: [
                        "verdict is inconclusive after 20 pairs",
                        "guardrail errors: answers that are none: about 29 more answers rule out that it is beyond its limit",
                        "2 steps of the ramp", "20 of 50 pairs in this step",
                        "19m of 20h in this step",
                    ]))
    }

    @Test func cancelsWhatHasNoTrafficYet() {
        var bench = FoldBench(Self.policy { $0.start = .approval })
        bench.propose(2, everyWrong: 500)
        #expect(bench.rollout == .awaitingStart)

        let reply = bench.order { .cancel(rollout: $0, revision: $1) }
        bench.feed(10)

        #expect(reply == .done("cancelled v2"))
        #expect(bench.champion == Self.one)
        #expect(bench.state.candidate == nil)
        #expect(bench.state.search == nil)
        #expect(bench.changes.triggers.last?.outcome == .cancelled)
    }

    @Test func overridesAGateAndMarksTheVersionForEver() throws {
        var bench = FoldBench(Self.policy)
        bench.propose(2, everyWrong: 500, gates: [Self.failing])
        #expect(bench.rollout == .rejected)

        let bare = bench.order { .overrideGate(rollout: $0, revision: $1, version: Self.two) }
        let wrong = bench.order({ .retry(rollout: $0, revision: $1, version: Self.two) }, reason: "try")
        let reply = bench.order(
            { .overrideGate(rollout: $0, revision: $1, version: Self.two) }, reason: "holdout is off")
        bench.feed(1)

        #expect(bare == .refused("give a reason"))
        #expect(wrong == .refused("v2 was rejected by a gate: override it"))
        #expect(reply == .done("attempt 2 of v2 begins"))
        #expect(bench.rollout == .ramping(step: 0))
        let waiver = Waiver(user: "ann", reason: "holdout is off", checks: ["holdout: worse by 0.1"])
        #expect(bench.changes.versions.last?.unverified == waiver)
        #expect(bench.state.candidate?.record.unverified == waiver)
        #expect(bench.record?.origin.override == waiver)
    }

    @Test func staysUnverifiedThroughARollBackAndARetry() throws {
        var bench = FoldBench(Self.policy)
        bench.propose(2, everyWrong: 500, gates: [Self.failing])
        _ = bench.order({ .overrideGate(rollout: $0, revision: $1, version: Self.two) }, reason: "holdout is off")
        bench.feed(5)

        _ = bench.order { _, _ in .rollBack(version: Self.two) }
        _ = bench.order({ .retry(rollout: $0, revision: $1, version: Self.two) }, reason: "again")
        bench.feed(5)

        #expect(bench.record?.origin.kind == .retry)
        #expect(bench.state.candidate?.record.unverified?.reason == "holdout is off")
        #expect(bench.state.candidate?.record.words == "unverified: known")
    }

    @Test func letsOnlyAnOwnerOverrideAGate() {
        var policy = Self.policy
        policy.guards.owners = ["cy"]
        var bench = FoldBench(policy)
        bench.propose(2, everyWrong: 500, gates: [Self.failing])

        let stranger = bench.order(
            { .overrideGate(rollout: $0, revision: $1, version: Self.two) }, reason: "holdout is off")
        let owner = bench.order(
            { .overrideGate(rollout: $0, revision: $1, version: Self.two) }, reason: "holdout is off", by: "cy")

        #expect(
            stranger
                == .refused("only an owner may let a version past a failed gate, and ann is none; the file names cy"))
        #expect(owner == .done("attempt 2 of v2 begins"))
    }

    @Test func triesARolledBackVersionAgainWithoutItsOldEvidence() throws {
        var bench = FoldBench(Self.policy)
        bench.propose(2, everyWrong: 500)
        bench.feed(30)
        _ = bench.order { _, _ in .rollBack(version: Self.two) }

        let reply = bench.order({ .retry(rollout: $0, revision: $1, version: Self.two) }, reason: "upstream is mended")
        bench.feed(5)

        #expect(reply == .done("attempt 2 of v2 begins"))
        let record = try #require(bench.record)
        #expect(record.number == 2)
        #expect(record.transitions.map(\.attempt).allSatisfy { $0 == 2 })
        #expect(record.transitions.map(\.to) == [.validating, .warming, .ramping(step: 0)])
        #expect(record.transitions.first?.reason == "retry: upstream is mended")
        #expect(record.evidence?.pairs == 5)
        #expect(bench.changes.versions.isEmpty)
    }

    @Test func bringsAFormerChampionBackWithoutARamp() throws {
        var bench = Self.promoted()
        #expect(bench.rollout == .promoted)
        #expect(bench.champion == Self.two)

        let bare = bench.order { .undo(rollout: $0, revision: $1, version: Self.one) }
        let unknown = bench.order({ .undo(rollout: $0, revision: $1, version: Self.three) }, reason: "complaints")
        let reply = bench.order({ .undo(rollout: $0, revision: $1, version: Self.one) }, reason: "complaints")
        #expect(bench.rollout == .warming)
        bench.feed(1)
        #expect(bench.rollout == .baking)
        #expect(bench.champion == Self.one)
        bench.feed(60)

        #expect(bare == .refused("give a reason"))
        #expect(unknown == .refused("v3 is not loaded any more; v1 is"))
        #expect(reply == .done("v1 comes back in the place of v2"))
        #expect(bench.rollout == .promoted)
        #expect(!bench.state.isAutomationOn)
        #expect(bench.state.shelf.champion(Self.two) != nil)
    }

    @Test func undoesTheUndoByARollBack() {
        var bench = Self.promoted()
        _ = bench.order({ .undo(rollout: $0, revision: $1, version: Self.one) }, reason: "complaints")
        bench.feed(5)

        let reply = bench.order { _, _ in .rollBack(version: Self.one) }

        #expect(reply == .done("rolled back v1"))
        #expect(bench.champion == Self.two)
        #expect(bench.state.shelf.champion(Self.one) != nil)
    }

    @Test func keepsOnlyAsManyFormerChampionsAsTheWindowHas() {
        let bench = Self.promoted(Self.policy { $0.rollbackWindow = 0 })

        #expect(bench.state.shelf.champions.isEmpty)
    }

    @Test(arguments: CanaryGuards.Newcomer.allCases)
    func letsAPersonsCandidateInAsThePolicySays(_ newcomer: CanaryGuards.Newcomer) {
        var bench = FoldBench(Self.policy { $0.newcomer = newcomer })
        bench.propose(2, everyWrong: 500)
        bench.feed(5)
        _ = bench.order { _, _ in .rollBack(version: Self.two) }
        bench.propose(3, everyWrong: 400)
        bench.feed(5)

        let reply = bench.order({ .retry(rollout: $0, revision: $1, version: Self.two) }, reason: "it was the network")

        switch newcomer {
        case .queue:
            #expect(reply == .done("v2 waits until the canary of v3 has ended, place 1 in line"))
            #expect(bench.record?.candidate == Self.three)
            _ = bench.order { _, _ in .rollBack(version: Self.three) }
            #expect(bench.record?.candidate == Self.two)
            #expect(bench.record?.origin.attempt == 2)
        case .race:
            #expect(reply == .done("attempt 2 of v2 begins"))
            #expect(bench.state.raceSnapshot?.racers.map(\.version) == [Self.three, Self.two])
        case .replace:
            #expect(reply == .done("attempt 2 of v2 begins"))
            #expect(bench.changes.rollouts.last { $0.candidate == Self.three }?.state == .superseded)
            #expect(bench.state.shelf.candidate(Self.three) != nil)
        }
    }

    @Test func goesAfterAWhileWhereItsModelCannotBeLoaded() {
        var bench = FoldBench(Self.policy)

        bench.propose(2, everyWrong: 500, isLost: true)
        #expect(bench.rollout == .errored(from: .warming))
        bench.feed(62)

        #expect(bench.rollout == .rolledBack)
        #expect(bench.champion == Self.one)
        #expect(bench.state.shelf.candidates.isEmpty)
    }

    @Test func writesEachTransitionDownWithItsAttemptRevisionVerdictAndEvidence() throws {
        let bench = Self.promoted()

        let transitions = try #require(bench.record?.transitions)

        #expect(transitions.map(\.revision) == Array(1...6))
        #expect(transitions.map(\.attempt).allSatisfy { $0 == 1 })
        #expect(transitions.map(\.weight) == [0, 0, 5, 5, 100, 100])
        #expect(transitions.map(\.weightBefore) == [0, 0, 0, 5, 5, 100])
        #expect(transitions.map(\.verdict) == [nil, nil, nil, .inconclusive, .inconclusive, .pass])
        #expect(transitions.allSatisfy { $0.evidence != nil })
        #expect(transitions[3].evidence == transitions[4].evidence)
        #expect(transitions[4].evidence != transitions[5].evidence)
    }

    @Test func saysHowMuchMoreEvidenceItNeedsAndHowLongThatTakes() throws {
        var bench = FoldBench(Self.policy)
        bench.propose(2, everyWrong: 500)
        bench.feed(21)

        let evidence = try #require(bench.record?.evidence)

        let pairs = try #require(evidence.pairsNeeded)
        #expect(evidence.timeNeeded == .minutes(pairs))
        let time = TimeSpan.minutes(pairs)
        let noun = pairs == 1 ? "pair" : "pairs"
        #expect(evidence.flipsIf == "about \(pairs) more \(noun) at this difference, about \(time) at this rate")
        #expect(evidence.bound == 0.02)
        #expect(evidence.harm.map { $0 <= 0 } ?? false)
    }
}
