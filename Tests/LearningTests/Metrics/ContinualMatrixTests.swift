import Testing

@testable import Learning

/// The definitions of the papers, on numbers worked out by hand.
struct ContinualMatrixTests {
    @Test func followsTheDefinitions() throws {
        var matrix = ContinualMatrix(taskCount: 3)
        try matrix.setUntrained([0.3, 0.2, 0.1])
        try matrix.append([0.5, 0.4, 0.1])
        try matrix.append([0.75, 0.8, 0.35])
        try matrix.append([0.6, 0.7, 0.9])

        func near(_ value: Double?, _ expected: Double) throws -> Bool { abs(try #require(value) - expected) < 1e-12 }
        #expect(try near(matrix.averageAccuracy, (0.6 + 0.7 + 0.9) / 3))
        #expect(try near(matrix.backwardTransfer, (0.1 - 0.1) / 2))
        #expect(try near(matrix.backwardTransferOverAllVersions, (0.25 + 0.1 - 0.1) / 3))
        #expect(try near(matrix.forwardTransfer, ((0.4 - 0.2) + (0.35 - 0.1)) / 2))
        #expect(try near(matrix.forgetting, ((0.75 - 0.6) + (0.8 - 0.7)) / 2))
    }

    @Test func isUndefinedRatherThanZero() throws {
        var matrix = ContinualMatrix(taskCount: 2)
        #expect(matrix.averageAccuracy == nil && matrix.forgetting == nil)

        try matrix.append([0.5, 0.5])
        #expect(matrix.averageAccuracy == 0.5)
        #expect(matrix.backwardTransfer == nil && matrix.forgetting == nil && matrix.forwardTransfer == nil)
        #expect(matrix.backwardTransferOverAllVersions == nil)
        try matrix.append([0.5, 0.5])

        #expect(matrix.forgetting == 0)
        #expect(matrix.forwardTransfer == nil)
    }

    @Test func refusesRowsThatDoNotFit() throws {
        var matrix = ContinualMatrix(taskCount: 1)
        #expect(throws: MetricError.rowLength(expected: 1, found: 2)) { try matrix.append([1, 1]) }
        #expect(throws: MetricError.self) { try matrix.append([.nan]) }
        #expect(matrix.scores.isEmpty)
        try matrix.append([1])

        #expect(throws: MetricError.tooManyRows(most: 1)) { try matrix.append([1]) }
    }
}
