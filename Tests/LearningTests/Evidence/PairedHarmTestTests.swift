import Domain
import Testing

@testable import Learning

struct PairedHarmTestTests {
    /// Runs until the test rejects; nil where it has not in `pairs` pairs.
    private func rejection(
        _ pairs: Int, seed: UInt64, champion: Double, candidate: Double
    ) -> Int? {
        var generator = SeededGenerator(seed: seed)
        var test = PairedHarmTest()
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
        var test = PairedHarmTest()
        for _ in 0..<5_000 { test.add(1) }

        #expect(test.process.logValue.isFinite)
        #expect(test.process.logValue > 3_000)
        let read = try SavedState.decode(PairedHarmTest.self, from: SavedState.encode(test))
        #expect(read == test)
    }
}
