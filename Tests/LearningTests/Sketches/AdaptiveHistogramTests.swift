import Domain
import Testing

@testable import Learning

struct AdaptiveHistogramTests {
    private func stream(seed: UInt64) -> [Double] {
        var generator = SeededGenerator(seed: seed)
        return (0..<1_500).map { _ in
            let bump = (0..<6).reduce(0.0) { sum, _ in sum + generator.unitInterval() }
            return seed % 2 == 0 ? bump : generator.unitInterval()
        }
    }

    private func histogram(_ values: some Sequence<Double>) throws -> AdaptiveHistogram {
        var histogram = try AdaptiveHistogram(size: 64)
        for value in values { try histogram.add(value) }
        return histogram
    }

    private func worstError(_ histogram: AdaptiveHistogram, _ values: [Double]) throws -> Double {
        try (0...30).reduce(0) { worst, step in
            let value = Double(step) / 5
            let share = Double(values.count { $0 <= value }) / Double(values.count)
            return max(worst, abs(try #require(histogram.share(atMost: value)) - share))
        }
    }

    @Test(arguments: 0..<10 as Range<UInt64>)
    func isNearTheTrueShares(seed: UInt64) throws {
        let values = stream(seed: seed)
        let whole = try histogram(values)
        var merged = try histogram(values[..<500])
        try merged.merge(histogram(values[500..<700]))
        try merged.merge(histogram(values[700...]))

        #expect(whole.bins.count == 64 && merged.bins.count == 64)
        #expect(merged.count == 1_500)
        #expect(try worstError(whole, values) < 0.02)
        #expect(try worstError(merged, values) < 0.02)
    }

    @Test func joinsTheNearestBins() throws {
        var histogram = try AdaptiveHistogram(size: 2)
        for value in [1.0, 10, 2, 2] { try histogram.add(value) }

        #expect(histogram.bins.map(\.count) == [3, 1])
        #expect(abs(histogram.bins[0].centre - 5.0 / 3) < 1e-12)
    }

    @Test func isUndefinedRatherThanZero() throws {
        var histogram = try AdaptiveHistogram(size: 4)
        #expect(histogram.share(atMost: 1) == nil)

        try histogram.add(1)

        #expect(histogram.share(atMost: 0.5) == 0 && histogram.share(atMost: 1) == 1)
    }

    @Test func refusesOtherSettings() throws {
        var histogram = try AdaptiveHistogram(size: 4)

        #expect(throws: SketchError.otherSettings(4, 5)) { try histogram.merge(AdaptiveHistogram(size: 5)) }
        #expect(throws: SketchError.self) { try AdaptiveHistogram(size: 1) }
    }
}
