import Domain
import Testing

@testable import Learning

struct KernelDiscrepancyTests {
    @Test func equalsTheReferenceStatistic() throws {
        let golden = try GoldenSamples.file().mmd

        let byMedian = try KernelDiscrepancy(reference: golden.reference, current: golden.current)
        let given = try KernelDiscrepancy(reference: golden.reference, current: golden.current, bandwidth: 2)

        #expect((byMedian.bandwidth - golden.bandwidth).magnitude < 1e-12)
        #expect((byMedian.statistic - golden.statistic).magnitude < 1e-12)
        #expect((given.statistic - golden.statisticAtBandwidth2).magnitude < 1e-12)
    }

    @Test func tellsRotatedClustersApartWhoseMarginsAreTheSame() throws {
        var generator = SeededGenerator(seed: 4)
        let rising = (0..<20).map { Double($0) }.map { [$0, $0] }
        let falling = (0..<20).map { Double($0) }.map { [$0, 19 - $0] }
        let discrepancy = try KernelDiscrepancy(reference: rising, current: falling)

        let result = try discrepancy.test(permutations: 99, using: &generator)

        #expect(result.statistic == discrepancy.statistic)
        #expect(result.pValue <= 0.05)
    }

    @Test func theSameSeedGivesTheSameResult() throws {
        let golden = try GoldenSamples.file().mmd
        let discrepancy = try KernelDiscrepancy(reference: golden.reference, current: golden.current)
        var (first, second) = (SeededGenerator(seed: 1), SeededGenerator(seed: 1))

        let results = try [
            discrepancy.test(permutations: 50, using: &first), discrepancy.test(permutations: 50, using: &second),
        ]

        #expect(results[0] == results[1])
    }

    /// Its square is below all numbers.
    @Test func aTinyBandwidthTellsEqualRowsFromOthers() throws {
        let discrepancy = try KernelDiscrepancy(reference: [[1], [1]], current: [[1], [2]], bandwidth: 1e-200)

        #expect(discrepancy.statistic == 0)
    }

    @Test func refusesRowsThatCanNotBeCompared() {
        #expect(throws: SampleError.tooFew(.current, count: 1, needed: 2)) {
            try KernelDiscrepancy(reference: [[1], [2]], current: [[1]])
        }
        #expect(throws: SampleError.rowLength(.current, index: 1, length: 2, expected: 1)) {
            try KernelDiscrepancy(reference: [[1], [2]], current: [[1], [2, 3]])
        }
        #expect(throws: SampleError.value(.reference, index: 1, value: .infinity)) {
            try KernelDiscrepancy(reference: [[1], [.infinity]], current: [[1], [2]])
        }
        #expect(throws: SampleError.bandwidth(0)) {
            try KernelDiscrepancy(reference: [[1], [2]], current: [[1], [2]], bandwidth: 0)
        }
        #expect(throws: SampleError.noMedianDistance) {
            try KernelDiscrepancy(reference: [[1], [1]], current: [[1], [1]])
        }
    }
}
