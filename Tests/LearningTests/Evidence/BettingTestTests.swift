import Domain
import Testing

@testable import Learning

struct BettingTestTests {
    /// Runs until the test rejects; nil where it has not in `pairs` pairs.
    private func rejection(
        _ pairs: Int, seed: UInt64, champion: Double, candidate: Double
    ) -> Int? {
        var generator = SeededGenerator(seed: seed)
        var test = BettingTest(above: 0)
        for pair in 1...pairs {
            let old = generator.unitInterval() < champion ? 1.0 : 0
            let new = generator.unitInterval() < candidate ? 1.0 : 0
            test.add(new - old)
            if test.process.rejects(at: 0.05) { return pair }
        }
        return nil
    }

    @Test(arguments: [0.02, 0.2, 0.5])
    func rarelyCallsAnEqualCandidateHarmful(error: Double) {
        let alarms = (0..<400).count { rejection(3_000, seed: $0, champion: error, candidate: error) != nil }

        #expect(alarms <= 20, "5 % at most, looked at after each pair")
    }

    @Test func findsTwiceTheErrorsSoon() throws {
        let found = (0..<200).compactMap { rejection(20_000, seed: $0, champion: 0.02, candidate: 0.04) }.sorted()

        #expect(found.count == 200)
        #expect(found[100] <= 1_500)
    }

    @Test func neverEndsOnBetterCandidates() {
        #expect((0..<50).allSatisfy { rejection(5_000, seed: $0, champion: 0.1, candidate: 0.08) == nil })
    }

    @Test func goesOnPastTheGreatestNumberAndIsReadBackAsItWas() throws {
        var test = BettingTest(above: 0)
        for _ in 0..<5_000 { test.add(1) }

        #expect(test.process.logValue.isFinite)
        #expect(test.process.logValue > 3_000)
        let read = try SavedState.decode(BettingTest.self, from: SavedState.encode(test))
        #expect(read == test)
    }

    /// Values whose mean lies just at the number: the rate of ever rejecting stays under alpha whatever it is.
    @Test(arguments: [-0.02, 0.05, 0.3])
    func rarelyRejectsAMeanAtTheNumber(number: Double) {
        let alarms = (UInt64(0)..<300).count { seed in
            var generator = SeededGenerator(seed: seed)
            var test = BettingTest(above: number)
            for _ in 0..<2_000 { test.add(generator.unitInterval() < (1 + number) / 2 ? 1 : -1) }
            return test.process.rejects(at: 0.05)
        }

        #expect(alarms <= 22, "5 % of 300, and two standard errors")
    }

    @Test func saysAboutHowManyValuesAreMissing() throws {
        var test = BettingTest(above: -0.02)
        for index in 0..<400 { test.add(index % 50 == 0 ? 1 : index % 50 == 25 ? -1 : 0) }
        let expected = try #require(test.valuesNeeded(at: 0.05))

        var needed = 0
        while !test.isProven(at: 0.05), needed < 10_000 {
            test.add(needed % 50 == 0 ? 1 : needed % 50 == 25 ? -1 : 0)
            needed += 1
        }

        #expect(test.valuesNeeded(at: 0.05) == 0)
        #expect(Double(expected) / Double(needed) > 0.4 && Double(expected) / Double(needed) < 2.5)
    }

    @Test func mayDoubtAgainWhatWasProven() {
        var test = BettingTest(above: 0)
        for _ in 0..<50 { test.add(1) }
        #expect(test.isProven(at: 0.05))
        for _ in 0..<500 { test.add(-1) }

        #expect(!test.isProven(at: 0.05))
        #expect(test.process.rejects(at: 0.05))
    }
}
