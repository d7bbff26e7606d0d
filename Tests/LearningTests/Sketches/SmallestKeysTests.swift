import Domain
import Testing

@testable import Learning

struct SmallestKeysTests {
    @Test(arguments: 0..<100 as Range<UInt64>)
    func keepsTheSmallest(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let keys = (0..<60).map { _ in generator.unitInterval() }
        var (left, right) = (SmallestKeys<Double>(capacity: 10), SmallestKeys<Double>(capacity: 10))
        for (index, key) in keys.enumerated() {
            if index % 3 == 0 { left.insert(key, key: key) } else { right.insert(key, key: key) }
        }

        left.formUnion(right)

        let smallest = Array(keys.sorted().prefix(10))
        #expect(left.elements == smallest)
        #expect(left.threshold == smallest.last)
    }
}
