import Domain
import Testing

@testable import Learning

/// Sizes against published formulas and other programs.
struct SamplePlanTests {
    /// statsmodels `NormalIndPower().solve_power(effect_size=d, alpha=a, power=p, ratio=1)`: units of one arm.
    @Test(arguments: [
        (0.1, 0.05, 0.8, 1_569.772), (0.2, 0.05, 0.9, 525.371), (0.5, 0.01, 0.8, 93.429), (0.05, 0.05, 0.8, 6_279.088),
    ])
    func agreesWithStatsmodelsOnMeans(effect: Double, alpha: Double, power: Double, arm: Double) throws {
        let plan = try SamplePlan(deviation: 1, effect: effect, alpha: alpha, power: power)

        #expect((plan.fixedSize / 2 - arm).magnitude < 0.06)
    }

    /// R `power.prop.test(p1 =, p2 =, power =)$n`; its manual has the first.
    @Test(arguments: [(0.5, 0.75, 0.9, 76.707), (0.02, 0.025, 0.8, 13_809.0), (0.1, 0.12, 0.8, 3_840.847)])
    func agreesWithROnRates(rate: Double, other: Double, power: Double, arm: Double) throws {
        let plan = try SamplePlan(rate: rate, effect: other - rate, power: power)

        #expect((plan.fixedSize / 2 - arm).magnitude < arm * 0.001)
    }

    @Test func needsMoreUnitsForAnUnevenSplitAndCountsBothArms() throws {
        let even = try SamplePlan(deviation: 2, effect: 0.2)
        let uneven = try SamplePlan(deviation: 2, effect: 0.2, share: 0.1)

        #expect((uneven.fixedSize / even.fixedSize - 1 / (4 * 0.1 * 0.9)).magnitude < 1e-9)
        #expect(uneven.fixedUnits.candidate * 9 >= uneven.fixedUnits.champion)
    }

    /// A sequential test that may stop early needs more units in the worst case and fewer than twice the fixed size on average.
    @Test func saysWhatALookAfterEachUnitCosts() throws {
        let plan = try SamplePlan(rate: 0.02, effect: 0.005)

        let sequential = plan.sequential(runs: 400)

        #expect(sequential == plan.sequential(runs: 400), "seeded")
        #expect(sequential.median < sequential.atPower)
        #expect(Double(sequential.mean) < plan.fixedSize * 1.5)
        #expect(Double(sequential.atPower) > plan.fixedSize)
        #expect(Double(sequential.atPower) < plan.fixedSize * 2.5)
    }

    /// The expected size is what the test itself takes on the planned values.
    @Test func expectsWhatTheTestTakes() throws {
        let plan = try SamplePlan(deviation: 1, effect: 0.25)
        var ends: [Double] = []
        for seed in UInt64(1)...80 {
            var generator = SeededGenerator(seed: seed)
            var test = try MeanGapSequence(effect: 0.25)
            var units = 0
            while units < 20_000 {
                try test.add(generator.nearlyNormal(), to: .control)
                try test.add(generator.nearlyNormal() + 0.25, to: .treatment)
                units += 2
                if let bounds = test.bounds(alpha: 0.05), !bounds.contains(0) { break }
            }
            ends.append(Double(units))
        }

        let mean = ends.reduce(0, +) / Double(ends.count)

        #expect((mean / Double(plan.sequential(runs: 1_000).mean) - 1).magnitude < 0.2)
    }

    @Test func refusesWhatHasNoAnswer() {
        #expect(throws: EvidenceError.self) { try SamplePlan(deviation: 0, effect: 1) }
        #expect(throws: EvidenceError.self) { try SamplePlan(deviation: .nan, effect: 1) }
        #expect(throws: EvidenceError.self) { try SamplePlan(deviation: 1, effect: 0) }
        #expect(throws: EvidenceError.self) { try SamplePlan(rate: 0.9, effect: 0.2) }
        #expect(throws: EvidenceError.self) { try SamplePlan(rate: 0, effect: 0.2) }
        #expect(throws: EvidenceError.self) { try SamplePlan(deviation: 1, effect: 1, alpha: 0.9) }
        #expect(throws: EvidenceError.self) { try SamplePlan(deviation: 1, effect: 1, power: 1) }
        #expect(throws: EvidenceError.self) { try SamplePlan(deviation: 1, effect: 1, share: 1) }
    }
}
