import Domain
import Testing

@testable import Learning

struct SampleRatioTestTests {
    private func rejections(plan: [Double], firstShare: Double, runs: Int, alpha: Double) throws -> Int {
        try PeekingSimulation.count(runs: runs, peeks: 800) {
            var test = try SampleRatioTest(shares: plan)
            return { generator in
                let rest = 1 + generator.index(below: plan.count - 1)
                try test.add(arm: generator.unitInterval() < firstShare ? 0 : rest)
                return test.process.rejects(at: alpha)
            }
        }
    }

    @Test(arguments: [[0.5, 0.5], [0.95, 0.05], [0.2, 0.4, 0.4]])
    func rarelyRejectsThePlan(plan: [Double]) throws {
        let rejections = try rejections(plan: plan, firstShare: plan[0], runs: 300, alpha: 0.05)

        #expect(rejections <= PeekingSimulation.limit(runs: 300, alpha: 0.05))
    }

    @Test func findsAMismatch() throws {
        #expect(try rejections(plan: [0.9, 0.1], firstShare: 0.82, runs: 40, alpha: 0.001) >= 38)
    }

    @Test func countsABatchLikeItsUnits() throws {
        var batch = try SampleRatioTest(shares: [0.7, 0.3])
        var single = batch

        try batch.add(arm: 0, units: 40)
        try batch.add(arm: 1, units: 60)
        for index in 0..<100 { try single.add(arm: index % 5 < 2 ? 0 : 1) }

        #expect(batch.counts == single.counts)
        #expect((batch.process.logValue - single.process.logValue).magnitude < 1e-10)
    }

    @Test func staysAsItWasAtARefusedUnit() throws {
        var test = try SampleRatioTest(shares: [0.7, 0.3])
        try test.add(arm: 1)
        let before = test

        #expect(throws: EvidenceError.arm(index: 2, arms: 2)) { try test.add(arm: 2) }
        #expect(throws: EvidenceError.count(-1)) { try test.add(arm: 0, units: -1) }
        #expect(test == before)
    }

    @Test(arguments: [[1], [0.5, 0.4], [1.2, -0.2], [0.5, .nan]])
    func refusesAPlanThatIsNone(plan: [Double]) {
        #expect(throws: EvidenceError.self) { try SampleRatioTest(shares: plan) }
    }

    @Test func saysWhatIsWrongWithAPlan() {
        let message = "the planned shares are [0.5, 0.4]; give two or more, each above 0, that add up to 1"

        #expect(EvidenceError.shares([0.5, 0.4]).description == message)
    }

    @Test func goesOnFromASavedState() throws {
        var test = try SampleRatioTest(shares: [0.7, 0.3])
        try test.add(arm: 1, units: 5)

        var read = try SavedState.decode(SampleRatioTest.self, from: try SavedState.encode(test))
        try test.add(arm: 0)
        try read.add(arm: 0)

        #expect(read == test)
    }
}
