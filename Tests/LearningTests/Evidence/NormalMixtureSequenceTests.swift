import Domain
import Testing

@testable import Learning

struct NormalMixtureSequenceTests {
    @Test(arguments: [0.05, 0.2])
    func rarelyMissesTheMean(alpha: Double) throws {
        let misses = try PeekingSimulation.count(runs: 300, peeks: 500) {
            var sequence = try NormalMixtureSequence(deviation: 2, alpha: alpha, tightestAt: 100)
            return { generator in
                try sequence.add(7 + 2 * generator.nearlyNormal())
                return sequence.bounds?.contains(7) != true
            }
        }

        #expect(misses <= PeekingSimulation.limit(runs: 300, alpha: alpha))
    }

    @Test func findsAMeanThatIsNotNone() throws {
        let found = try PeekingSimulation.count(runs: 50, peeks: 500) {
            var sequence = try NormalMixtureSequence(deviation: 1, alpha: 0.05, tightestAt: 300)
            return { generator in
                try sequence.add(0.25 + generator.nearlyNormal())
                return (sequence.bounds?.lowerBound ?? -1) > 0
            }
        }

        #expect(found >= 48)
    }

    /// Howard and others' boundary, written out: √((V + ρ) · ln((V + ρ) ÷ (α²ρ))) ÷ n.
    @Test func hasTheBoundaryOfThePaper() throws {
        var sequence = try NormalMixtureSequence(deviation: 3, alpha: 0.05, tightestAt: 200)
        for _ in 0..<100 { try sequence.add(0) }

        let level = -2 * Elementary.log(0.05)
        let rho = 200 * 9 / (level + Elementary.log(1 + level))
        let time = 900 + rho
        let boundary = (time * Elementary.log(time / (0.05 * 0.05 * rho))).squareRoot()

        let bounds = try #require(sequence.bounds)
        #expect((bounds.upperBound - boundary / 100).magnitude < 1e-12)
    }

    @Test func isTightestNearTheChosenCount() throws {
        let widths = try [100, 1_000, 10_000].map { tightestAt in
            var sequence = try NormalMixtureSequence(deviation: 1, alpha: 0.05, tightestAt: tightestAt)
            for _ in 0..<1_000 { try sequence.add(0) }
            return try #require(sequence.bounds).upperBound
        }

        #expect(widths[1] < widths[0])
        #expect(widths[1] < widths[2])
    }

    @Test func knowsNothingBeforeTheFirstValue() throws {
        let sequence = try NormalMixtureSequence(deviation: 1, alpha: 0.05, tightestAt: 10)

        #expect(sequence.bounds == nil)
        #expect(sequence.estimate == nil)
    }

    @Test(arguments: [Double.nan, .infinity, 1e101])
    func staysAsItWasAtARefusedValue(value: Double) throws {
        var sequence = try NormalMixtureSequence(deviation: 1, alpha: 0.05, tightestAt: 10)
        try sequence.add(1)
        let before = sequence

        #expect(throws: EvidenceError.self) { try sequence.add(value) }
        #expect(sequence == before)
    }

    @Test(arguments: [0, -1, Double.nan, .infinity])
    func refusesWrongSettings(value: Double) {
        #expect(throws: EvidenceError.self) {
            try NormalMixtureSequence(deviation: value, alpha: 0.05, tightestAt: 10)
        }
        #expect(throws: EvidenceError.self) { try NormalMixtureSequence(deviation: 1, alpha: value, tightestAt: 10) }
    }

    @Test func goesOnFromASavedState() throws {
        var sequence = try NormalMixtureSequence(deviation: 1, alpha: 0.05, tightestAt: 10)
        for index in 0..<50 { try sequence.add(Double(index % 7) / 7) }

        var read = try SavedState.decode(NormalMixtureSequence.self, from: try SavedState.encode(sequence))
        try sequence.add(0.1)
        try read.add(0.1)

        #expect(read == sequence)
    }
}
