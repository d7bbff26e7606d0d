import Testing

@testable import Learning

struct CountTableTests {
    @Test func theSharedCasesGiveTheReferenceResults() throws {
        for golden in try SharedStatistics.cases(kind: "categorical") {
            let counts = try CountTable(
                reference: try #require(golden.ref_counts), current: try #require(golden.cur_counts))

            let result = counts.chiSquare()

            GoldenSamples.expect(result, try #require(golden.chi2_contingency_no_yates).pair, golden.name)
        }
    }

    @Test func furtherCountsGiveSciPysResults() throws {
        for golden in try GoldenSamples.file().counts {
            let counts = try CountTable(reference: golden.reference, current: golden.current)

            GoldenSamples.expect(counts.chiSquare(), golden.chiSquare, "chi-square of \(golden.reference)")
            GoldenSamples.expect(counts.gTest(), golden.g, "G of \(golden.reference)")
        }
    }

    @Test func refusesCountsThatCanNotBe() {
        #expect(throws: SampleError.lengths(reference: 2, current: 1)) {
            try CountTable(reference: [1, 2], current: [1])
        }
        #expect(throws: SampleError.count(.current, index: 1, value: -1)) {
            try CountTable(reference: [1, 2], current: [1, -1])
        }
        #expect(throws: SampleError.empty(.reference)) {
            try CountTable(reference: [0, 0], current: [1, 1])
        }
    }
}
