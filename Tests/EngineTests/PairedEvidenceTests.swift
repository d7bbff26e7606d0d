import Domain
import Testing

@testable import Engine

/// The bets that decide a canary, on pairs whose truth is known.
struct PairedEvidenceTests {
    private static let policy = CanaryDefinition()

    /// Evidence after so many pairs, and whether something was proven at any of them.
    private func run(
        _ pairs: Int, seed: UInt64, champion: Double, candidate: Double,
        until isProven: (PairedEvidence) -> Bool
    ) -> Int? {
        var generator = SeededGenerator(seed: seed)
        var evidence = PairedEvidence(Self.policy)
        for pair in 1...pairs {
            let old = generator.unitInterval() < champion ? 1.0 : 0
            let new = generator.unitInterval() < candidate ? 1.0 : 0
            evidence.add(new - old)
            if isProven(evidence) { return pair }
        }
        return nil
    }

    @Test func rollsEqualModelsBackInAFewRunsAtMost() {
        let found = (UInt64(0)..<300).count { seed in
            run(2_000, seed: seed, champion: 0.1, candidate: 0.1) { $0.provesHarm || $0.provesCriticalHarm } != nil
        }

        #expect(found <= 15, "5 % at most")
    }

    @Test func passesACandidateAsBadAsTheMarginInAFewRunsAtMost() {
        let passed = (UInt64(0)..<300).count { seed in
            run(2_000, seed: seed, champion: 0.1, candidate: 0.12) { $0.provesSafety } != nil
        }

        #expect(passed <= 15, "5 % at most")
    }

    @Test func findsNonsenseAtOnce() {
        let found = (UInt64(0)..<50).compactMap { seed in
            run(500, seed: seed, champion: 0.1, candidate: 0.5) { $0.provesCriticalHarm }
        }.sorted()

        #expect(found.count == 50)
        #expect(found[25] <= 40)
    }

    @Test func passesAnEqualModelSoonerThanTheBoundsWould() throws {
        let passed = (UInt64(0)..<50).compactMap { seed in
            run(20_000, seed: seed, champion: 0.02, candidate: 0.02) { $0.provesSafety }
        }.sorted()

        #expect(passed.count == 50)
        #expect(passed[25] <= 1_300)
    }

    @Test func narrowsTheBoundsByWhatIsProven() {
        var evidence = PairedEvidence(Self.policy)
        for _ in 0..<12 { evidence.add(1) }
        #expect(evidence.provesHarm)
        #expect(evidence.provesCriticalHarm)
        #expect(evidence.bounds.lower == Self.policy.criticalMargin)

        evidence = PairedEvidence(Self.policy)
        for _ in 0..<400 { evidence.add(0) }
        #expect(evidence.provesSafety)
        #expect(evidence.bounds.upper <= Self.policy.margin)
        #expect(evidence.lossesToDoubt.map { $0 < 20 } ?? false)
    }
}
