import Domain
import Foundation
import Testing

@testable import Engine

/// Guardrails through the whole fold.
struct GuardrailCanaryTests {
    /// Every tenth event is of the rare kind.
    private static func bench(
        awaiting awaited: GuardrailLimits.Awaited = .settled, minimumPairs: Int = 200,
        _ change: (inout GateLimits) -> Void
    ) -> FoldBench {
        var gates = GateDefinition()
        gates.limits.sliceRows = 20
        change(&gates.limits)
        var canary = CanaryDefinition(minimumPairs: minimumPairs, maximumTime: .days(60))
        canary.guards.guardrails.awaited = awaited
        return FoldBench(
            canary, columns: [Column(name: "kind", kind: .category)], gates: gates
        ) { [.category($0 % 10 == 0 ? "rare" : "usual")] }
    }

    @Test func rollsABetterCandidateBackThatIsWorseOnOnePart() throws {
        var bench = Self.bench { $0.slices = ["kind"] }
        bench.propose(2, everyWrong: 10)

        bench.feed(1_500)

        #expect(bench.rollout == .rolledBack)
        #expect(bench.champion == ModelVersion(rawValue: 1))
        let last = try #require(bench.record?.transitions.last)
        #expect(last.actor == "engine")
        #expect(last.reason == "guardrail slices: kind rare: worse by 0.682, 0.050 allowed, after 22 pairs")
        let state = try #require(bench.record?.guardrails?.first { $0.verdict == .fail })
        #expect(state.subject == "kind rare")
        #expect(state.limit == 0.05)
    }

    @Test func rollsACandidateBackThatLeavesAGroupBehind() throws {
        var bench = Self.bench { $0.protected = "kind" }
        bench.propose(2, everyWrong: 10)

        bench.feed(1_500)

        #expect(bench.rollout == .rolledBack)
        let reason = try #require(bench.record?.transitions.last?.reason)
        #expect(reason.hasPrefix("guardrail bias: kind rare: "))
        #expect(reason.contains("0.100 allowed"))
    }

    /// Harm on the usual part is as good as ruled out when the ramp ends; on the rare one that takes far longer.
    @Test func waitsForWhatCanSettleAndForNothingElse() throws {
        var bench = Self.bench {
            $0.slices = ["kind"]
            $0.sliceMargin = 0.3
        }
        bench.propose(2, everyWrong: 1_000)
        for _ in 0..<3 { bench.feedToTheNextState() }
        #expect(bench.rollout == .ramping(step: 2))
        var awaited = 0
        for _ in 0..<3_000 where bench.rollout == .ramping(step: 2) {
            bench.feed(1)
            let states = bench.state.rollout?.guardrailStates ?? []
            if states.contains(where: { $0.isAwaited == true }) { awaited += 1 }
        }

        #expect(bench.rollout == .awaitingPromotion)
        #expect(awaited > 0)
        let states = try #require(bench.record?.guardrails)
        #expect(states.contains { $0.verdict == .pass })
        #expect(!states.contains { $0.isAwaited == true }, "nothing is promoted that is waited for")
        #expect(states.filter { $0.verdict == .inconclusive }.allSatisfy { $0.word == "unclear, advisory" })
    }

    @Test func waitsForEveryGuardrailWhereTheFileSaysSo() throws {
        var events: [Int64] = []
        for awaited in GuardrailLimits.Awaited.allCases {
            var bench = Self.bench(awaiting: awaited, minimumPairs: 50) { $0.slices = ["kind"] }
            bench.propose(2, everyWrong: 1_000)
            for _ in 0..<4 { bench.feedToTheNextState() }
            #expect(bench.rollout == .awaitingPromotion)
            let states = try #require(bench.record?.guardrails)
            #expect(states.allSatisfy { $0.verdict == .pass } == (awaited == .all))
            events.append(bench.state.counts.events)
        }

        #expect(events[0] < events[1], "the rare part keeps it longer, as the file asks")
    }

    @Test func aStepWhoseGuardrailDoesNotSettleInTimeIsHeldAndSaysWhatItWaitsFor() throws {
        var rehearsal = Rehearsal(CanaryDefinition(minimumPairs: 100, maximumTime: .hours(3)))
        let guardrails = Guardrails(Self.bench { _ in }.state.definition, lossScale: 1)
        rehearsal.happen { machine, _ in
            machine.guardrails = guardrails
            return []
        }
        for _ in 0..<2 { rehearsal.feedToTheNextState(wins: 4) }
        rehearsal.happen { machine, time in
            var actions: [RolloutStateMachine.Action] = []
            for _ in 0..<620 where actions.isEmpty {
                actions = machine.addAnswers(
                    champion: .probabilities([1, 0]), candidate: .probabilities([1, 0]), at: time)
            }
            return actions
        }
        #expect(
            rehearsal.machine.awaitedGuardrail(at: 2)?.hasPrefix("guardrail errors: answers that are none: ") == true)
        let next = rehearsal.act { machine, now in
            _ = machine.add(championLoss: 0, candidateLoss: 0, at: now, automatic: false)
            return machine.awaitedGuardrail(at: 1)
        }
        #expect(next == nil, "only the promotion waits")

        rehearsal.feedToTheNextState(wins: 4)

        #expect(rehearsal.machine.state == .held(.inconclusive, step: 2))
        let reason = try #require(rehearsal.machine.record.transitions.last?.reason)
        #expect(reason.hasPrefix("guardrail errors: answers that are none: about "))
        #expect(reason.hasSuffix(" more answers rule out that it is beyond its limit"))
    }

    @Test func letsTheSameCandidateGoOnWhereNothingIsWatched() {
        var bench = Self.bench { _ in }
        bench.propose(2, everyWrong: 10)

        bench.feed(1_500)

        #expect(bench.rollout == .awaitingPromotion)
    }

    @Test func believesNothingOfLabelsThatComeForOneArmOnly() throws {
        var rehearsal = Rehearsal(CanaryDefinition())
        var definition = Self.bench { $0.slices = ["kind"] }.state.definition
        definition.canary = rehearsal.machine.policy
        let guardrails = Guardrails(definition, lossScale: 1)
        rehearsal.happen { machine, time in
            machine.guardrails = guardrails
            machine.ledger.coverageGap = "labels come for one arm"
            for _ in 0..<60 {
                machine.addGuarded(
                    GuardrailPair(
                        event: Event(id: 1, time: time, unit: nil, values: [.category("rare")], lags: []),
                        truth: .category(0), champion: .probabilities([1, 0]), candidate: .probabilities([0, 1]),
                        difference: 1))
            }
            return machine.add(championLoss: 0, candidateLoss: 0, at: time, automatic: false)
        }
        #expect(rehearsal.machine.state == .ramping(step: 0))

        rehearsal.happen { machine, time in
            machine.ledger.coverageGap = nil
            return machine.add(championLoss: 0, candidateLoss: 0, at: time, automatic: false)
        }

        #expect(rehearsal.machine.state == .rolledBack)
    }

    @Test func takesACandidateOutAtItsAnswersAlone() throws {
        var rehearsal = Rehearsal(CanaryDefinition())
        let guardrails = Guardrails(Self.bench { _ in }.state.definition, lossScale: 1)
        rehearsal.happen { machine, time in
            machine.guardrails = guardrails
            var actions: [RolloutStateMachine.Action] = []
            for _ in 0..<50 where actions.isEmpty {
                actions = machine.addAnswers(
                    champion: .probabilities([1, 0]), candidate: .probabilities([]), at: time)
            }
            return actions
        }

        #expect(rehearsal.machine.state == .rolledBack)
        #expect(rehearsal.actions.contains(.withdraw))
        let reason = try #require(rehearsal.machine.record.transitions.last?.reason)
        #expect(reason.hasPrefix("guardrail errors: answers that are none: more frequent by 1.000, 0.010 allowed"))
    }

    @Test func takesACandidateOutThatIsTooSlowInOneAnswerOfTen() throws {
        var bench = Self.bench { _ in }
        bench.propose(2, everyWrong: 1_000)
        bench.feed(5)
        var looks = 0
        while bench.rollout == .ramping(step: 0), looks < 100 {
            looks += 1
            bench.time(ModelTimings(candidate: ModelVersion(rawValue: 2), asked: 20, candidateAlone: 2))
        }

        #expect(bench.rollout == .rolledBack)
        #expect(looks < 15)
        let reason = try #require(bench.record?.transitions.last?.reason)
        #expect(reason.hasPrefix("guardrail latency: answers above 2.00 ms: more frequent by 0.100, 0.010 allowed"))
    }

    @Test func keepsACandidateWhereTheMachineIsSlowForBoth() {
        var bench = Self.bench { _ in }
        bench.propose(2, everyWrong: 1_000)
        bench.feed(5)

        for _ in 0..<100 {
            bench.time(
                ModelTimings(candidate: ModelVersion(rawValue: 2), asked: 20, candidateAlone: 2, championAlone: 2))
        }
        bench.time(ModelTimings(candidate: ModelVersion(rawValue: 7), asked: 500, candidateAlone: 500))

        #expect(bench.rollout == .ramping(step: 0))
    }

    @Test func isTheSameAfterACheckpoint() throws {
        var bench = Self.bench {
            $0.slices = ["kind"]
            $0.protected = "kind"
        }
        bench.propose(2, everyWrong: 10)
        bench.feed(150)
        let rollout = try #require(bench.state.rollout)

        let read = try JSONDecoder().decode(RolloutStateMachine.self, from: try JSONEncoder().encode(rollout))

        #expect(read.guardrails?.states == rollout.guardrails?.states)
        #expect(read.guardrails?.states.isEmpty == false)
    }
}
