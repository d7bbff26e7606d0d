import Testing

@testable import Learning

struct CountTableTests {
    @Test func theSharedCasesGiveTheReferenceResults() throws {
        for golden in try SharedStatistics.cases(kind: "categorical") {
            let counts = try CountTable(
                reference: try #require(golden.ref_counts), current: try #require(golden.cur_counts))

            let result = counts.chiSquare()

            GoldenSamples.expect(result, try #require(golden.chi2_contingency_no_yates).pair, golden.name)
            let hellinger = try ShareDistance.hellinger(counts.reference, counts.current)
            #expect((hellinger - (try #require(golden.hellinger))).magnitude < 1e-9)
            let totalVariation = try ShareDistance.totalVariation(counts.reference, counts.current)
            #expect((totalVariation - (try #require(golden.tvd))).magnitude < 1e-9)
        }
    }

    @Test func furtherCountsGiveSciPysResults() throws {
        for golden in try GoldenSamples.file().counts {
            let counts = try CountTable(reference: golden.reference, current: golden.current)

            GoldenSamples.expect(counts.chiSquare(), golden.chiSquare, "chi-square of \(golden.reference)")
            GoldenSamples.expect(counts.gTest(), golden.g, "G of \(golden.reference)")
            let hellinger = try ShareDistance.hellinger(golden.reference, golden.current)
            #expect((hellinger - golden.hellinger).magnitude < 1e-9)
            let totalVariation = try ShareDistance.totalVariation(golden.reference, golden.current)
            #expect((totalVariation - golden.totalVariation).magnitude < 1e-9)
        }
    }

    @Test func fishersTestGivesSciPysResults() throws {
        for golden in try GoldenSamples.file().fisher {
            let counts = try CountTable(
                reference: Array(golden.table.prefix(2)), current: Array(golden.table.suffix(2)))

            let result = try counts.fisherExact()

            GoldenSamples.expect(result, [Double(golden.table[0]), golden.p], "\(golden.table)")
            #expect(counts.oddsRatio.map { Float($0) } == golden.oddsRatio.map { Float($0) })
        }
    }

    @Test func fishersTestNeedsTwoCategories() throws {
        let counts = try CountTable(reference: [1, 2, 3], current: [3, 2, 1])

        #expect(throws: SampleError.notFourfold(categories: 3)) { try counts.fisherExact() }
        #expect(counts.oddsRatio == nil)
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
