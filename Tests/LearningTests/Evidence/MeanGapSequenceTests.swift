import Domain
import Testing

@testable import Learning

/// Error rates by simulation, looked at after every tenth unit.
struct MeanGapSequenceTests {
    /// The share of `runs` in which the bounds ever leave the true difference, or its sign is found.
    private static func share(
        of runs: UInt64, units: Int, candidate share: Double, deviations: (Double, Double), difference: Double,
        skew: Bool = false, _ isHit: (ClosedRange<Double>) -> Bool
    ) throws -> Double {
        var hits = 0
        for seed in 1...runs {
            var generator = SeededGenerator(seed: seed)
            var test = try MeanGapSequence(effect: 0.1)
            for unit in 0..<units {
                let isTreated = Double.random(in: 0..<1, using: &generator) < share
                let normal = generator.nearlyNormal()
                let value = skew ? (normal * normal - 1) / 1.4142 : normal
                try test.add(
                    isTreated ? difference + value * deviations.1 : value * deviations.0,
                    to: isTreated ? .treatment : .control)
                // The engine waits for 200 candidate units.
                guard unit >= 400, unit % 10 == 0, test.treatment.count >= 200, let bounds = test.bounds(alpha: 0.05)
                else { continue }
                if isHit(bounds) {
                    hits += 1
                    break
                }
            }
        }
        return Double(hits) / Double(runs)
    }

    @Test(arguments: [(0.5, 1.0, 1.0, false), (0.5, 1.0, 3.0, false), (0.1, 1.0, 3.0, false), (0.5, 1.0, 1.0, true)])
    func callsEqualArmsDifferentNoMoreOftenThanItSays(
        share: Double, control: Double, treatment: Double, skew: Bool
    ) throws {
        let wrong = try Self.share(
            of: 100, units: 3_000, candidate: share, deviations: (control, treatment), difference: 0, skew: skew
        ) { !$0.contains(0) }

        #expect(wrong <= 0.05 + 0.04, "0.05 and two standard errors")
    }

    @Test func findsADifferenceWhileItIsLookedAtAllTheTime() throws {
        let found = try Self.share(
            of: 50, units: 5_000, candidate: 0.5, deviations: (1, 1), difference: 0.15
        ) { $0.lowerBound > 0 }

        #expect(found >= 0.95)
    }

    @Test func isWrongAboutASingleLookAsOftenAsItSays() throws {
        var wrong = 0
        for seed in UInt64(1)...1_000 {
            var generator = SeededGenerator(seed: seed)
            var test = try MeanGapSequence(effect: 0.1)
            for _ in 0..<40 {
                try test.add(generator.nearlyNormal(), to: .control)
                try test.add(generator.nearlyNormal() * 3, to: .treatment)
            }
            if test.singleLookBounds(alpha: 0.05).map({ !$0.contains(0) }) ?? false { wrong += 1 }
        }

        #expect((Double(wrong) / 1_000 - 0.05).magnitude < 0.02)
    }

    @Test func isSilentWhileAnArmIsSmallOrAllValuesAreEqual() throws {
        var test = try MeanGapSequence(effect: 0.1)
        #expect(test.estimate == nil)
        for _ in 0..<100 { try test.add(1, to: .control) }
        for _ in 0..<29 { try test.add(2, to: .treatment) }
        #expect(test.bounds(alpha: 0.05) == nil)
        #expect(test.estimate == 1)

        try test.add(2, to: .treatment)

        #expect(test.bounds(alpha: 0.05) == nil, "no value differs, so nothing is known of the spread")
        #expect(throws: EvidenceError.self) { try test.add(.nan, to: .control) }
    }

    @Test func saysHowManyMoreUnitsBringItPastALimit() throws {
        var generator = SeededGenerator(seed: 3)
        var test = try MeanGapSequence(effect: 0.1)
        func feed(_ count: Int) throws {
            for _ in 0..<count {
                try test.add(generator.nearlyNormal(), to: .control)
                try test.add(generator.nearlyNormal() + 0.2, to: .treatment)
            }
        }
        try feed(100)
        let growth = try #require(test.growthNeeded(past: 0, alpha: 0.05))

        try feed(Int(100 * (growth - 1) * 1.5))

        #expect(growth > 1)
        #expect(try #require(test.bounds(alpha: 0.05)).lowerBound > 0)
    }

    @Test(arguments: [(0.025, 1.959964), (0.2, 0.841621), (0.5, 0), (1e-10, 6.361341), (0.975, -1.959964)])
    func knowsNormalQuantiles(probability: Double, quantile: Double) {
        #expect((Special.normalUpperQuantile(probability) - quantile).magnitude < 1e-6)
    }

    @Test(arguments: [(0.05, 1.0, 12.7062), (0.05, 30.0, 2.04227), (0.01, 10.0, 3.16927)])
    func knowsStudentQuantiles(probability: Double, degrees: Double, quantile: Double) {
        #expect((Special.studentTwoSidedQuantile(probability, degrees: degrees) - quantile).magnitude < 1e-4)
    }
}
