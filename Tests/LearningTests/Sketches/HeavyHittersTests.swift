import Domain
import Testing

@testable import Learning

struct HeavyHittersTests {
    private func stream(seed: UInt64) -> [String] {
        var generator = SeededGenerator(seed: seed)
        return (0..<2_000).map { _ in "item \(generator.index(below: 1 + generator.index(below: 300)))" }
    }

    private func expectBounds(_ sketch: HeavyHitters, _ stream: [String]) {
        let counts = Dictionary(grouping: stream) { $0 }.mapValues { Double($0.count) }
        let limit = Double(stream.count) / Double(sketch.size + 1)
        let listed = Set(sketch.top(.max).map(\.item))
        #expect(sketch.total == Double(stream.count))
        #expect(sketch.overlooked <= limit)
        #expect(sketch.storedCount <= 2 * sketch.size)
        #expect(counts.allSatisfy { sketch.count(of: $0.key).contains($0.value) })
        #expect(counts.allSatisfy { $0.value <= limit || listed.contains($0.key) })
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func countsWithinItsBounds(seed: UInt64) throws {
        let stream = stream(seed: seed)
        var sketch = try HeavyHitters(size: 20)
        for item in stream { try sketch.add(item) }

        expectBounds(sketch, stream)
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func countsWithinItsBoundsAfterMerges(seed: UInt64) throws {
        let stream = stream(seed: seed)
        var whole = try HeavyHitters(size: 20)
        for start in Swift.stride(from: 0, to: stream.count, by: 250) {
            var part = try HeavyHitters(size: 20)
            for item in stream[start..<start + 250] { try part.add(item) }
            try whole.merge(part)
        }

        expectBounds(whole, stream)
    }

    @Test func ordersByCountThenText() throws {
        var sketch = try HeavyHitters(size: 5)
        for item in ["b", "a", "c"] { try sketch.add(item) }
        try sketch.add("c", weight: 2)
        try sketch.add("d", weight: 0)

        #expect(sketch.top(2).map(\.item) == ["c", "a"])
        #expect(sketch.top(1) == [.init(item: "c", atLeast: 3, atMost: 3)])
        #expect(sketch.storedCount == 3)
    }

    @Test func refusesWhatIsNoWeightAndOtherSettings() throws {
        var sketch = try HeavyHitters(size: 5)

        #expect(throws: SketchError.weight(-1)) { try sketch.add("a", weight: -1) }
        #expect(throws: SketchError.self) { try sketch.add("a", weight: .nan) }
        #expect(throws: SketchError.otherSettings(5, 6)) { try sketch.merge(HeavyHitters(size: 6)) }
        #expect(throws: SketchError.size(name: "the size", 0, allowed: 1...1_000_000)) { try HeavyHitters(size: 0) }
        #expect(sketch.total == 0)
    }
}
