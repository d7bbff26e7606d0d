import Domain
import Testing

@testable import Learning

struct ProportionDifferenceTestTests {
    private func rejections(control: Double, treatment: Double, runs: Int, peeks: Int) throws -> Int {
        try PeekingSimulation.count(runs: runs, peeks: peeks) {
            var test = try ProportionDifferenceTest(effect: 0.1)
            return { generator in
                test.add(isSuccess: generator.unitInterval() < control, to: .control)
                test.add(isSuccess: generator.unitInterval() < treatment, to: .treatment)
                return test.process.rejects(at: 0.05)
            }
        }
    }

    @Test(arguments: [0.03, 0.3, 0.9])
    func rarelyRejectsEqualShares(share: Double) throws {
        let rejections = try rejections(control: share, treatment: share, runs: 300, peeks: 500)

        #expect(rejections <= PeekingSimulation.limit(runs: 300, alpha: 0.05))
    }

    @Test func findsARealDifference() throws {
        #expect(try rejections(control: 0.3, treatment: 0.45, runs: 40, peeks: 600) >= 38)
    }

    @Test func rarelyMissesTheDifference() throws {
        let misses = try PeekingSimulation.count(runs: 200, peeks: 500) {
            var test = try ProportionDifferenceTest(effect: 0.1)
            return { generator in
                test.add(isSuccess: generator.unitInterval() < 0.2, to: .control)
                test.add(isSuccess: generator.unitInterval() < 0.35, to: .treatment)
                return test.interval(alpha: 0.1)?.contains(0.15) == false
            }
        }

        #expect(misses <= PeekingSimulation.limit(runs: 200, alpha: 0.1))
    }

    @Test func isSilentWhileOneOutcomeIsRare() throws {
        var test = try ProportionDifferenceTest(effect: 0.1)

        for _ in 0..<500 {
            test.add(isSuccess: false, to: .control)
            test.add(isSuccess: false, to: .treatment)
        }

        #expect(test.process.anytimeP == 1)
        #expect(test.interval(alpha: 0.05) == nil)
        #expect(test.estimate == 0)
    }

    @Test(arguments: [0, -0.1, Double.nan])
    func refusesAnEffectThatIsNone(effect: Double) {
        #expect(throws: EvidenceError.self) { try ProportionDifferenceTest(effect: effect) }
    }

    @Test func goesOnFromASavedState() throws {
        var test = try ProportionDifferenceTest(effect: 0.1)
        for index in 0..<200 { test.add(isSuccess: index % 5 < 2, to: index % 2 == 0 ? .control : .treatment) }

        var read = try SavedState.decode(ProportionDifferenceTest.self, from: try SavedState.encode(test))
        test.add(isSuccess: true, to: .control)
        read.add(isSuccess: true, to: .control)

        #expect(read == test)
    }
}
