import Domain
import Testing

@testable import Learning

/// Telling the rows of today from those of the reference.
struct DomainClassifierTests {
    private func rows(_ count: Int, seed: UInt64, shift: Double = 0, spread: Double = 1) -> [[Double]] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { _ in
            [
                generator.unitInterval(), (generator.unitInterval() - 0.5) * spread,
                generator.unitInterval() + shift,
            ]
        }
    }

    @Test func samplesOfOneKindSeldomAlarm() throws {
        #if DEBUG
            let count: UInt64 = 25
        #else
            let count: UInt64 = 1_000
        #endif
        let runs = try (0..<count).map { run in
            try DomainClassifier(reference: rows(60, seed: 2 * run), current: rows(50, seed: 2 * run + 1), seed: run)
        }

        // With one in a hundred by chance, three of 25 come once in 500 times, 21 of 1,000 once in 600.
        #expect(runs.count { $0.isDrifted } <= (count == 25 ? 2 : 20))
        #expect(abs(runs.reduce(0) { $0 + $1.auc } / Double(count) - 0.5) < 0.04)
    }

    @Test func aShiftedColumnIsFoundAndNamed() throws {
        let found = try DomainClassifier(
            reference: rows(150, seed: 1), current: rows(150, seed: 2, shift: 0.3), seed: 3)

        #expect(found.isDrifted)
        #expect(found.features.map(\.index).first == 2)
        #expect(found.features.count == 3)
    }

    @Test func aColumnThatSpreadsIsFoundAndNamed() throws {
        let found = try DomainClassifier(
            reference: rows(150, seed: 1), current: rows(150, seed: 2, spread: 3), seed: 3)

        #expect(found.isDrifted)
        #expect(found.features.map(\.index).first == 1)
    }

    @Test func theSameSeedGivesTheSameAnswer() throws {
        let (reference, current) = (rows(30, seed: 1), rows(30, seed: 2))

        let first = try DomainClassifier(reference: reference, current: current, seed: 3)

        #expect(try DomainClassifier(reference: reference, current: current, seed: 3) == first)
    }

    @Test func badRowsAreRefusedByPlace() {
        let rows = rows(6, seed: 1)

        #expect(throws: DistanceError.tooFewRows(.current, rows: 1, least: 5)) {
            try DomainClassifier(reference: rows, current: [rows[0]], seed: 1)
        }
        #expect(throws: DistanceError.rowLength(.current, index: 6, expected: 3, found: 1)) {
            try DomainClassifier(reference: rows, current: rows + [[1]], seed: 1)
        }
        #expect(throws: DistanceError.notFinite(.current, index: 6, value: .infinity)) {
            try DomainClassifier(reference: rows, current: rows + [[1, .infinity, 2]], seed: 1)
        }
        #expect(throws: DistanceError.tooWide) {
            try DomainClassifier(reference: rows, current: rows + [[1e200, 1, 2]], seed: 1)
        }
    }
}
