import Domain
import Testing

@testable import Engine

/// A/B comparisons by a business metric, through the whole fold, with a known truth.
struct SplitCanaryTests {
    private static func policy(
        share: Double = 50, fixedUnits: Int? = nil, metric: SplitDefinition.Metric = .reward,
        goal: SplitDefinition.Goal = .higher
    ) -> CanaryDefinition {
        var exposure = CanaryExposure()
        exposure.mode = .split
        exposure.split.share = share
        exposure.split.window = .hours(1)
        exposure.split.fixedUnits = fixedUnits
        exposure.split.metric = metric
        exposure.split.goal = goal
        exposure.split.effect = 0.3
        return CanaryDefinition(
            approval: .automatic, minimumPairs: 100, minimumTime: .zero, bakePairs: 20, exposure: exposure)
    }

    /// A bench whose v2 is in an A/B comparison with v1.
    private static func bench(_ policy: CanaryDefinition) -> FoldBench {
        var bench = FoldBench(policy, unitColumn: "user")
        bench.propose(2, everyWrong: 3)
        return bench
    }

    /// Asks for new units until the canary is in another state; each buys at its arm's rate.
    private static func shop(
        _ bench: inout FoldBench, rates: (champion: Double, candidate: Double), seed: UInt64, atMost units: Int = 3_000
    ) {
        var generator = SeededGenerator(seed: seed)
        let before = bench.rollout
        for unit in 0..<units where bench.rollout == before || bench.rollout == .awaitingPromotion {
            let (event, arm) = bench.ask("user \(seed)/\(unit)")
            let rate = arm == .candidate ? rates.candidate : rates.champion
            if Double.random(in: 0..<1, using: &generator) < rate { bench.reward(event, 1) }
        }
    }

    @Test(arguments: 1...10 as ClosedRange<UInt64>)
    func promotesTheArmThatSellsMore(seed: UInt64) throws {
        var bench = Self.bench(Self.policy())
        _ = bench.ask("first")

        Self.shop(&bench, rates: (0.2, 0.45), seed: seed)

        #expect(bench.rollout == .baking)
        let evidence = try #require(bench.record?.evidence)
        let arms = try #require(evidence.arms)
        #expect(evidence.verdict == .pass)
        #expect(evidence.upper < 0)
        #expect((arms.candidate.mean - 0.45).magnitude < 0.25)
        #expect(min(arms.champion.units, arms.candidate.units) >= 100)
    }

    @Test(arguments: 1...10 as ClosedRange<UInt64>)
    func rollsTheArmBackThatSellsLess(seed: UInt64) {
        var bench = Self.bench(Self.policy())
        _ = bench.ask("first")

        Self.shop(&bench, rates: (0.45, 0.2), seed: seed)

        #expect(bench.rollout == .rolledBack)
        #expect(bench.record?.transitions.last?.reason.hasPrefix("reward gain -0.") == true)
    }

    @Test func rollsTheArmBackThatHasMissedTooMuchBeforeItIsProvenWorse() throws {
        var policy = Self.policy()
        policy.guards.harmBudget = 5
        var bench = Self.bench(policy)
        _ = bench.ask("first")

        Self.shop(&bench, rates: (0.6, 0.1), seed: 4)

        #expect(bench.rollout == .rolledBack)
        let last = try #require(bench.record?.transitions.last)
        #expect(last.reason.hasPrefix("harm budget spent: "))
        #expect(last.reason.hasSuffix(" of reward missed by the candidate's units, 5.0 allowed"))
        let evidence = try #require(bench.record?.evidence)
        let arms = try #require(evidence.arms)
        #expect(arms.candidate.units < 100, "before there are units enough for a verdict")
        #expect(evidence.harm == evidence.difference * Double(arms.candidate.units))
        #expect((5...7).contains(evidence.harm ?? 0))
    }

    @Test func keepsTheArmThatMissesLessThanTheBudget() {
        var policy = Self.policy()
        policy.guards.harmBudget = 5
        var bench = Self.bench(policy)
        _ = bench.ask("first")

        Self.shop(&bench, rates: (0.2, 0.5), seed: 1)

        #expect(bench.rollout == .baking)
    }

    @Test func seldomDecidesBetweenEqualArms() {
        var decided = 0
        for seed in UInt64(1)...20 {
            var bench = Self.bench(Self.policy())
            _ = bench.ask("first")
            Self.shop(&bench, rates: (0.3, 0.3), seed: seed, atMost: 1_500)
            if bench.rollout != .ramping(step: 0) { decided += 1 }
        }

        #expect(decided <= 3, "of 20 at a level of 0.05")
    }

    @Test func looksOnceAtAFixedHorizonAndNeverBefore() throws {
        var bench = Self.bench(Self.policy(fixedUnits: 600))
        _ = bench.ask("first")

        Self.shop(&bench, rates: (0.2, 0.5), seed: 1)

        let arms = try #require(bench.record?.evidence?.arms)
        #expect(bench.rollout == .baking)
        #expect(arms.champion.units + arms.candidate.units == 600)
    }

    @Test func holdsWhatAFixedHorizonLeavesUnclear() {
        var bench = Self.bench(Self.policy(fixedUnits: 400))
        _ = bench.ask("first")

        Self.shop(&bench, rates: (0.3, 0.3), seed: 2)

        #expect(bench.rollout == .held(.inconclusive, step: 0))
        #expect(bench.record?.evidence?.flipsIf == "nothing: the horizon of 400 units is reached")
    }

    @Test func wantsLessWhereLessIsBetter() {
        var bench = Self.bench(Self.policy(goal: .lower))
        _ = bench.ask("first")

        Self.shop(&bench, rates: (0.45, 0.2), seed: 3)

        #expect(bench.rollout == .baking)
    }

    @Test func leavesTestersAndWhatSticksToNoArmOut() throws {
        var bench = Self.bench(Self.policy())
        _ = bench.ask("first")
        for _ in 0..<300 {
            let (unsticky, _) = bench.ask(nil)
            bench.reward(unsticky, 100)
            let (tester, arm) = bench.ask("tester", isCounted: false)
            #expect(arm == .candidate)
            bench.reward(tester, 100)
        }

        #expect(bench.state.units.openCount == 0)
        #expect(bench.record?.evidence?.arms == nil)
        #expect(bench.rollout == .ramping(step: 0))
    }

    @Test func countsAWeightedRewardAndItsCorrection() throws {
        var bench = Self.bench(Self.policy())
        _ = bench.ask("first")
        var onCandidate = 0.0
        for unit in 0..<300 {
            let (event, arm) = bench.ask("user \(unit)")
            bench.reward(event, 5, weight: 2)
            bench.reward(event, 1, weight: 3, replaces: 10)
            if arm == .candidate { onCandidate += 1 }
        }

        let arms = try #require(bench.record?.evidence?.arms)
        #expect(arms.candidate.mean == 3)
        #expect(arms.champion.mean == 3)
        #expect(bench.changes.rewards.count == 600)
        #expect(Double(arms.candidate.units) > onCandidate - 60)
    }

    @Test func comparesTheLossOfWhatEachArmAnswered() throws {
        var bench = FoldBench(Self.policy(metric: .loss), unitColumn: "user")
        bench.propose(2, everyWrong: 50)
        for unit in 0..<3_000 where bench.rollout != .baking {
            let (event, _) = bench.ask("user \(unit)")
            bench.label(event)
        }

        let arms = try #require(bench.record?.evidence?.arms)
        #expect(bench.rollout == .baking)
        #expect((arms.champion.mean - 1.0 / 3).magnitude < 0.1)
        #expect((arms.candidate.mean - 0.02).magnitude < 0.05)
    }

    @Test func doesNotLetPairedLossesDecide() {
        var bench = Self.bench(Self.policy())
        bench.feed(1_000)

        #expect(bench.rollout == .ramping(step: 0), "v2 is v1, and no unit was sold anything")
        #expect(bench.record?.evidence?.arms?.candidate.units ?? 0 == 0, "the rows name no unit")
    }

    @Test func bakesOnRewardsToo() {
        var bench = Self.bench(Self.policy())
        _ = bench.ask("first")
        Self.shop(&bench, rates: (0.2, 0.45), seed: 1)

        for unit in 0..<20 { bench.reward(bench.ask("late \(unit)").event, 1) }

        #expect(bench.rollout == .promoted)
        #expect(bench.champion == ModelVersion(rawValue: 2))
    }
}
