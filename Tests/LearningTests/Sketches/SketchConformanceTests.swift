import Domain
import Learning
import TestSupport
import Testing

/// Every sketch against the suite, on a stream many times its size.
struct SketchConformanceTests {
    private let numbers: [Double]
    private let words: [String]

    init() {
        var generator = SeededGenerator(seed: 11)
        numbers = (0..<20_000).map { _ in generator.unitInterval() * 1000 }
        words = (0..<20_000).map { _ in "word \(generator.index(below: 1 + generator.index(below: 10_000)))" }
    }

    @Test func quantileSketch() throws {
        let sketch = try QuantileSketch(size: 64, seed: 1)
        let refused = [Double.nan, .infinity, -.infinity]
        #expect(try SketchSuite.violations(sketch, items: numbers, refused: refused, mostBytes: 8_000) == [])
    }

    @Test func heavyHitters() throws {
        let sketch = try HeavyHitters(size: 50)
        let long = String(repeating: "a", count: 257)
        #expect(try SketchSuite.violations(sketch, items: words, refused: [long], mostBytes: 4_000) == [])
    }

    @Test(arguments: [8, 14])
    func distinctCount(precision: Int) throws {
        let sketch = try DistinctCount(precision: precision)
        let bytes = 200 + 3 << precision
        #expect(try SketchSuite.violations(sketch, items: words, refused: [], mostBytes: bytes) == [])
    }

    @Test func reservoir() throws {
        let sketch = try Reservoir<Double>(capacity: 50, seed: 1)
        #expect(try SketchSuite.violations(sketch, items: numbers, refused: [], mostBytes: 5_000) == [])
    }

    @Test func timeBiasedReservoir() throws {
        let sketch = try TimeBiasedReservoir<Double>(capacity: 50, rate: 0.01, seed: 1)
        #expect(try SketchSuite.violations(sketch, items: numbers, refused: [], mostBytes: 5_000) == [])
    }

    @Test func adaptiveHistogram() throws {
        let sketch = try AdaptiveHistogram(size: 32)
        let refused = [Double.nan, .infinity, -.infinity]
        #expect(try SketchSuite.violations(sketch, items: numbers, refused: refused, mostBytes: 3_000) == [])
    }
}
