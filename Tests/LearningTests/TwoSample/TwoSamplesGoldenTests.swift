import Testing

@testable import Learning

struct TwoSamplesGoldenTests {
    @Test func theSharedCasesGiveTheReferenceResults() throws {
        for golden in try SharedStatistics.cases(kind: "numerical") {
            let samples = try TwoSamples(
                reference: try #require(golden.ref), current: try #require(golden.cur))

            GoldenSamples.expect(
                samples.kolmogorovSmirnov(), try #require(golden.ks_2samp_auto).pair, golden.name)
            GoldenSamples.expect(
                samples.kolmogorovSmirnov(.asymptotic), try #require(golden.ks_2samp_asymp).pair, golden.name)
            GoldenSamples.expect(
                try samples.mannWhitney(), try #require(golden.mannwhitneyu_asymptotic).pair, golden.name)
            GoldenSamples.expect(try samples.welch(), try #require(golden.welch_t).pair, golden.name)
            GoldenSamples.expect(
                try samples.cramerVonMises(), try #require(golden.cramervonmises_asymptotic).pair, golden.name,
                relative: false)
            GoldenSamples.expect(
                try samples.andersonDarling(), try #require(golden.anderson_ksamp).pair, golden.name)
            #expect((samples.energyDistance() - (try #require(golden.energy_distance))).magnitude < 1e-9)
        }
    }

    @Test func furtherSamplesGiveSciPysResults() throws {
        for golden in try GoldenSamples.file().samples {
            let samples = try golden.samples()

            GoldenSamples.expect(samples.kolmogorovSmirnov(.exact), golden.ksExact, golden.name)
            GoldenSamples.expect(samples.kolmogorovSmirnov(.asymptotic), golden.ksAsymptotic, golden.name)
            GoldenSamples.expect(try samples.mannWhitney(), golden.mannWhitney, golden.name)
            GoldenSamples.expect(try samples.welch(), golden.welch, golden.name)
            GoldenSamples.expect(
                try samples.cramerVonMises(), golden.cramerVonMises, golden.name, relative: false)
            GoldenSamples.expect(try samples.andersonDarling(), golden.andersonDarling, golden.name)
            #expect((samples.energyDistance() - golden.energy).magnitude < 1e-9)
        }
    }

    @Test func theExactTestOfThousandsOfValuesGivesSciPysResults() throws {
        for golden in try GoldenSamples.file().ksLarge {
            let (n, m) = (Int(golden[0]), Int(golden[1]))
            let samples = try TwoSamples(
                reference: (0..<n).map { Double($0) / golden[0] },
                current: (0..<m).map { (Double($0) + 0.5) / golden[1] + golden[2] / 1000 })

            let result = samples.kolmogorovSmirnov(.exact)

            GoldenSamples.expect(result, Array(golden.suffix(2)), "\(n) against \(m)")
        }
    }
}
