import Domain
import Testing

@testable import Learning

/// How often the tests reject where they should not, by simulation.
struct ErrorRateTests {
    private static let runs = 400

    /// Rejections at 0.05 among pairs of samples of one distribution.
    private static func rejections(
        seed: UInt64, sizes: (Int, Int) = (24, 18), _ pValue: (TwoSamples) throws -> Double
    ) throws -> Int {
        var generator = SeededGenerator(seed: seed)
        return try (0..<runs).count { _ in
            let samples = try TwoSamples(
                reference: (0..<sizes.0).map { _ in generator.unitInterval() },
                current: (0..<sizes.1).map { _ in generator.unitInterval() })
            return try pValue(samples) <= 0.05
        }
    }

    /// Three and a half standard deviations around the binomial mean.
    private static func bounds(_ runs: Int, alpha: Double = 0.05) -> ClosedRange<Int> {
        let mean = Double(runs) * alpha
        let deviation = (mean * (1 - alpha)).squareRoot()
        return Int((mean - 3.5 * deviation).rounded(.up))...Int(mean + 3.5 * deviation)
    }

    @Test func theTestsRejectOneTrueHypothesisInTwenty() throws {
        let allowed = Self.bounds(Self.runs)

        #expect(allowed.contains(try Self.rejections(seed: 1) { $0.kolmogorovSmirnov().pValue }))
        #expect(allowed.contains(try Self.rejections(seed: 2) { try $0.mannWhitney().pValue }))
        #expect(allowed.contains(try Self.rejections(seed: 3) { try $0.welch().pValue }))
        #expect(allowed.contains(try Self.rejections(seed: 4) { try $0.cramerVonMises().pValue }))
        #expect(allowed.contains(try Self.rejections(seed: 5) { try $0.andersonDarling().pValue }))
    }

    @Test func chiSquareAndGRejectOneTrueHypothesisInTwentyAndFisherNoMore() throws {
        var generator = SeededGenerator(seed: 6)
        var rejections = (chiSquare: 0, g: 0, fisher: 0)

        for _ in 0..<Self.runs {
            let draws = [60, 50].map { size in (0..<size).count { _ in generator.unitInterval() < 0.4 } }
            let counts = try CountTable(
                reference: [draws[0], 60 - draws[0]], current: [draws[1], 50 - draws[1]])
            rejections.chiSquare += counts.chiSquare().pValue <= 0.05 ? 1 : 0
            rejections.g += counts.gTest().pValue <= 0.05 ? 1 : 0
            rejections.fisher += try counts.fisherExact().pValue <= 0.05 ? 1 : 0
        }

        let allowed = Self.bounds(Self.runs)
        #expect(allowed.contains(rejections.chiSquare))
        #expect(allowed.contains(rejections.g))
        #expect(rejections.fisher <= allowed.upperBound)
        #expect(rejections.fisher <= rejections.chiSquare)
    }

    @Test func theKernelTestRejectsOneTrueHypothesisInTwenty() throws {
        var generator = SeededGenerator(seed: 7)
        let runs = 150

        let rejections = try (0..<runs).count { _ in
            let rows = (0..<12).map { _ in [generator.unitInterval(), generator.unitInterval()] }
            let discrepancy = try KernelDiscrepancy(
                reference: Array(rows.prefix(6)), current: Array(rows.suffix(6)))
            return try discrepancy.test(permutations: 39, using: &generator).pValue <= 0.05
        }

        #expect(Self.bounds(runs).contains(rejections))
    }

    /// Thirty true hypotheses and ten false ones a run.
    @Test func benjaminiHochbergKeepsTheFalseDiscoveryRateAndHolmTheFamilywiseRate() throws {
        var generator = SeededGenerator(seed: 8)
        var (falseShare, found, familiesInError) = (0.0, 0, 0)

        for _ in 0..<Self.runs {
            let pValues = (0..<40).map { $0 < 30 ? generator.unitInterval() : generator.unitInterval() * 0.01 }
            let rejected = try PValueAdjustment.benjaminiHochberg(pValues).indices(atMost: 0.2)
            falseShare += Double(rejected.count { $0 < 30 }) / Double(max(1, rejected.count))
            found += rejected.count { $0 >= 30 }
            familiesInError += try PValueAdjustment.holm(pValues).indices(atMost: 0.05).contains { $0 < 30 } ? 1 : 0
        }

        // The expected share is 0.2 · 30 ÷ 40; a run's share deviates by less than 0.12.
        let expected = 0.15
        #expect((falseShare / Double(Self.runs) - expected).magnitude < 3.5 * 0.12 / Double(Self.runs).squareRoot())
        #expect(found > Self.runs * 9)
        #expect(familiesInError <= Self.bounds(Self.runs).upperBound)
    }
}

extension [Double] {
    /// Where the values are not above `limit`.
    fileprivate func indices(atMost limit: Double) -> [Int] { indices.filter { self[$0] <= limit } }
}
