import Domain
import Testing

@testable import Learning

/// Statistics that slide equal those of the whole window at every step.
struct SlidingTests {
    private static let windowRows = 37

    /// Whole numbers with many ties, then numbers without, some of them equal to the reference's.
    private func values(_ count: Int, seed: UInt64) -> [Double] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { _ in
            let value = 8 * generator.unitInterval() + (seed % 2 == 0 ? 0 : 1)
            return generator.unitInterval() < 0.6 ? value.rounded() : value
        }
    }

    private func slowStatistic(_ reference: [Double], _ window: ArraySlice<Double>) -> Double {
        let (rows, windowRows) = (reference.count, window.count)
        let gaps = (reference + window).map { point in
            let (below, now) = (reference.count { $0 <= point }, window.count { $0 <= point })
            return abs(below * windowRows - now * rows)
        }
        return Double(gaps.max() ?? 0) / Double(rows * windowRows)
    }

    @Test(arguments: 0..<6 as Range<UInt64>) func kolmogorovSmirnovEqualsTheSlowForm(_ seed: UInt64) throws {
        let (reference, stream) = (values(50, seed: 100), values(150, seed: seed))
        var test = try SlidingKolmogorovSmirnov(reference: reference, windowRows: Self.windowRows)

        for (place, value) in stream.enumerated() {
            try test.update(value)

            guard place + 1 >= Self.windowRows else {
                #expect(test.statistic == nil)
                continue
            }
            #expect(test.statistic == slowStatistic(reference, stream[(place + 1 - Self.windowRows)...place]))
        }
    }

    @Test(arguments: 0..<6 as Range<UInt64>) func stabilityEqualsTheSlowForm(_ seed: UInt64) throws {
        let (reference, stream) = (values(50, seed: 100), values(300, seed: seed))
        var index = try SlidingStability(reference: reference, quantiles: 10, windowRows: Self.windowRows)

        for (place, value) in stream.enumerated() {
            try index.update(value)

            guard place + 1 >= Self.windowRows else {
                #expect(index.stability == nil)
                continue
            }
            let window = Array(stream[(place + 1 - Self.windowRows)...place])
            let slow = try ShareDistance.stability(from: reference, to: window, bins: .referenceQuantiles(10))
            #expect(index.stability == slow)
        }
    }

    @Test func savedOnesGoOnAsBefore() throws {
        let (reference, stream) = (values(50, seed: 2), values(100, seed: 3))
        var test = try SlidingKolmogorovSmirnov(reference: reference, windowRows: Self.windowRows)
        var index = try SlidingStability(reference: reference, quantiles: 10, windowRows: Self.windowRows)
        for value in stream {
            try test.update(value)
            try index.update(value)
        }

        var savedTest = try SavedState.decode(SlidingKolmogorovSmirnov.self, from: SavedState.encode(test))
        var savedIndex = try SavedState.decode(SlidingStability.self, from: SavedState.encode(index))

        for value in values(100, seed: 4) {
            try test.update(value)
            try savedTest.update(value)
            try index.update(value)
            try savedIndex.update(value)
        }
        #expect(savedTest == test)
        #expect(savedIndex == index)
    }

    @Test func badInputIsRefusedAndChangesNothing() throws {
        var test = try SlidingKolmogorovSmirnov(reference: [1, 2, 3], windowRows: 2)
        var index = try SlidingStability(reference: [1, 2, 3], quantiles: 2, windowRows: 2)
        let before = (test, index)

        #expect(throws: DistanceError.notFinite(.current, index: 0, value: -.infinity)) { try test.update(-.infinity) }
        #expect(throws: DistanceError.self) { try index.update(.nan) }
        #expect(throws: DistanceError.empty(.reference)) { try SlidingKolmogorovSmirnov(reference: [], windowRows: 2) }
        #expect(throws: DistanceError.windowRows(0)) {
            try SlidingStability(reference: [1], quantiles: 2, windowRows: 0)
        }
        #expect(test == before.0)
        #expect(index == before.1)
    }
}
