import Domain
import Testing

@testable import Learning

/// Population stability of one column.
struct ColumnDriftTests {
    private func column(_ values: (inout SeededGenerator, Int) -> FieldValue) -> ColumnDrift {
        var generator = SeededGenerator(seed: 5)
        var drift = ColumnDrift(referenceRows: 1_000, currentRows: 500)
        for row in 0..<2_000 { drift.observe(values(&generator, row)) }
        return drift
    }

    @Test func staysLowWhileNothingChanges() throws {
        let drift = column { generator, _ in .number(generator.unitInterval()) }

        #expect(try #require(drift.stability) < 0.1)
    }

    @Test func risesWhenNumbersMove() throws {
        let drift = column { generator, row in .number(generator.unitInterval() + (row < 1_000 ? 0 : 0.5)) }

        #expect(try #require(drift.stability) > 1)
    }

    @Test func risesWhenCategoriesMove() throws {
        let drift = column { generator, row in
            .category(generator.unitInterval() < (row < 1_000 ? 0.2 : 0.8) ? "a" : "b")
        }

        #expect(try #require(drift.stability) > 0.5)
    }

    @Test func countsMissingValuesInABinOfTheirOwn() {
        let drift = column { generator, row in
            row >= 1_000 && generator.unitInterval() < 0.5 ? .missing : .number(generator.unitInterval())
        }

        #expect(drift.referenceMissingShare == 0)
        #expect(abs(drift.missingShare - 0.5) < 0.1)
    }

    @Test func forgetsThePastWhenRebased() {
        var drift = column { generator, row in .number(generator.unitInterval() + (row < 1_000 ? 0 : 0.5)) }

        drift.rebase()

        #expect(drift.stability == nil)
    }

    @Test func knowsNothingBeforeItsWindowsAreFull() {
        var drift = ColumnDrift(referenceRows: 10, currentRows: 10)
        for value in 0..<15 { drift.observe(.number(Double(value))) }

        #expect(drift.stability == nil)
    }
}
