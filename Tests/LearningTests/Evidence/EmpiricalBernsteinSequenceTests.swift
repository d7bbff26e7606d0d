import Domain
import Testing

@testable import Learning

/// The canary's test, by simulation of its error rates: looked at after each pair.
struct EmpiricalBernsteinSequenceTests {
    #if DEBUG
        private static let seeds = 60
    #else
        private static let seeds = 1_000
    #endif
    private static let pairs = 20_000

    /// Of the seeds, how many were called harmful at some look, up to 20,000 pairs.
    private func callsOfHarm(championError: Double, candidateError: Double) -> Int {
        (0..<Self.seeds).count { seed in
            var generator = SeededGenerator(seed: UInt64(seed) &* 7_919 &+ 13)
            var sequence = EmpiricalBernsteinSequence(lower: -1, upper: 1, alpha: 0.05)
            for _ in 0..<Self.pairs {
                let champion = generator.unitInterval() < championError ? 1.0 : 0.0
                let candidate = generator.unitInterval() < candidateError ? 1.0 : 0.0
                sequence.add(candidate - champion)
                if sequence.bounds.lower > 0 { return true }
            }
            return false
        }
    }

    @Test(arguments: [0.03, 0.3])
    func rarelyCallsAnEqualModelHarmful(error: Double) {
        let calls = callsOfHarm(championError: error, candidateError: error)

        #expect(Double(calls) / Double(Self.seeds) <= 0.05)
    }

    @Test func findsTwiceTheErrors() {
        let calls = callsOfHarm(championError: 0.02, candidateError: 0.04)

        #expect(Double(calls) / Double(Self.seeds) >= 0.95)
    }

    @Test func knowsNothingBeforeTheFirstPair() {
        let sequence = EmpiricalBernsteinSequence(lower: -1, upper: 1, alpha: 0.05)

        #expect(sequence.bounds == (-1, 1))
        #expect(sequence.estimate == 0)
    }

    @Test func takesAValueOutsideAsTheNearerBound() {
        var sequence = EmpiricalBernsteinSequence(lower: -1, upper: 1, alpha: 0.05)

        sequence.add(40)

        #expect(sequence.estimate == 1)
    }
}
