import Domain
import Testing

@testable import Learning

struct QuantileSketchTests {
    private func worstRankError(_ sketch: QuantileSketch, _ sorted: [Double]) throws -> Double {
        try stride(from: 0.05, to: 1, by: 0.05).reduce(0) { worst, share in
            let value = try #require(sketch.quantile(share))
            let below = sorted.firstIndex { $0 >= value } ?? sorted.count
            let atMost = sorted.firstIndex { $0 > value } ?? sorted.count
            let count = Double(sorted.count)
            return max(worst, Double(below) / count - share, share - Double(atMost) / count)
        }
    }

    private func stream(seed: UInt64, count: Int) -> [Double] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { index in
            switch seed % 3 {
            case 0: generator.unitInterval()
            case 1: Double(index) + generator.unitInterval()
            default: Double(generator.index(below: 40))
            }
        }
    }

    @Test func keepsItsErrorOfRank() throws {
        var within = 0
        for seed in 0..<100 as Range<UInt64> {
            let values = stream(seed: seed, count: 3_000)
            var sketch = try QuantileSketch(size: 50, seed: seed)
            for value in values { try sketch.add(value) }
            #expect(sketch.rank(of: .infinity) == 1)
            if try worstRankError(sketch, values.sorted()) <= sketch.rankError { within += 1 }
        }

        // Each share is within the bound in 99 of 100; the worst of nineteen correlated ones a little less often.
        #expect(within >= 97)
    }

    @Test func keepsItsErrorOfRankAfterMerges() throws {
        var within = 0
        for seed in 0..<40 as Range<UInt64> {
            let values = stream(seed: seed, count: 3_000)
            var whole = try QuantileSketch(size: 50, seed: seed)
            for part in 0..<10 {
                var sketch = try QuantileSketch(size: 50, seed: seed + 1_000 * UInt64(part + 1))
                for value in values[part * 300..<(part + 1) * 300] { try sketch.add(value) }
                try whole.merge(sketch)
            }
            #expect(whole.count == values.count && whole.storedCount < 250)
            if try worstRankError(whole, values.sorted()) <= whole.rankError { within += 1 }
        }

        #expect(within >= 38)
    }

    @Test func isExactWhileEverythingFits() throws {
        var sketch = try QuantileSketch(size: 200, seed: 1)
        for value in 1...100 { try sketch.add(Double(value)) }

        #expect(sketch.quantile(0) == 1 && sketch.quantile(0.5) == 50 && sketch.quantile(1) == 100)
        #expect(sketch.rank(of: 25) == 0.25 && sketch.rank(of: 0) == 0)
    }

    @Test func keepsTheEndsExactly() throws {
        var sketch = try QuantileSketch(size: 8, seed: 1)
        for value in 0..<5_000 { try sketch.add(Double(value * 37 % 5_000)) }

        #expect(sketch.quantile(0) == 0 && sketch.quantile(1) == 4_999)
        #expect(sketch.rank(of: 4_999) == 1)
        #expect(sketch.storedCount < 150)
    }

    @Test func isUndefinedRatherThanZero() throws {
        let sketch = try QuantileSketch(seed: 1)

        #expect(sketch.quantile(0.5) == nil && sketch.rank(of: 1) == nil)
    }

    @Test func refusesOtherSettings() throws {
        var sketch = try QuantileSketch(seed: 1)

        #expect(throws: SketchError.otherSettings(200, 50)) { try sketch.merge(QuantileSketch(size: 50, seed: 1)) }
        #expect(throws: SketchError.size(name: "the size", 7, allowed: 8...65_535)) {
            try QuantileSketch(size: 7, seed: 1)
        }
        #expect(
            SketchError.size(name: "the size", 7, allowed: 8...65_535).description
                == "the size is 7; use a whole number from 8 to 65535")
    }
}
