import Domain
import Testing

@testable import Learning

/// The sort by bits against the standard one.
struct DoubleSortTests {
    private func expectSorted(_ values: [Double]) {
        var sort = DoubleSort()
        #expect(sort.sorted(values) == values.sorted())
    }

    @Test(arguments: 0..<10 as Range<UInt64>)
    func sortsSpreadNumbersOfBothSigns(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)

        expectSorted((0..<3_000).map { (generator.unitInterval() - 0.5) * Elementary.exp(Double($0 % 40)) })
    }

    @Test func sortsNumbersThatDifferInTheirLastBitsOnly() {
        var generator = SeededGenerator(seed: 3)

        expectSorted(
            (0..<3_000).map { $0 == 0 ? -1e300 : 1_700_000_000 + Double(generator.index(below: 900)) * 1e-6 })
    }

    @Test func sortsTiesExtremesAndShortLists() {
        expectSorted((0..<2_000).map { Double($0 * 7_919 % 13) })
        expectSorted((0..<1_000).map { $0 % 2 == 0 ? Double.greatestFiniteMagnitude : -.leastNonzeroMagnitude })
        expectSorted(Array(repeating: 4, count: 1_000))
        expectSorted([3, -1, 2])
    }
}
