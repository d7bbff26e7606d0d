import Testing

@testable import Learning

/// What is measured must be the same work on both sides.
struct ForestBenchmarkTests {
    @Test func givesTheLibrarysScoresInEveryWay() throws {
        let benchmark = try ForestBenchmark(rows: 300, trees: 10, depth: 4)
        var (ours, theirs) = (Array(repeating: Float(0), count: 300), Array(repeating: Float(0), count: 300))

        benchmark.score(into: &ours)
        try benchmark.libraryScore(into: &theirs)

        #expect(ours == theirs)
        for row in [0, 150, 299] {
            #expect(benchmark.score(row: row) == Double(theirs[row]))
            #expect(try benchmark.libraryScore(row: row) == Double(theirs[row]))
        }
        #expect(Set(ours).count > 100)
    }
}
