import Domain
import Testing

@testable import Learning

/// A report names the columns that moved, by Evidently's measures and thresholds.
struct DriftReportTests {
    private func numbers(_ seed: UInt64, shift: Double = 0, levels: Double? = nil) -> [Double] {
        var generator = SeededGenerator(seed: seed)
        return (0..<2_000).map { _ in
            let value = generator.unitInterval() + shift
            guard let levels else { return value }
            return (value * levels).rounded(.down)
        }
    }

    private func sample(_ seed: UInt64, shift: Double) -> [DriftColumn] {
        [
            DriftColumn("still", .numbers(numbers(seed))),
            DriftColumn("moved", .numbers(numbers(seed + 1, shift: shift))),
            DriftColumn("grade", .numbers(numbers(seed + 2, levels: 3))),
            DriftColumn("town", .categories(numbers(seed + 3, shift: shift, levels: 4).map { "\($0)" })),
        ]
    }

    @Test func namesTheColumnsThatMoved() throws {
        let report = try DriftReport(reference: sample(1, shift: 0), current: sample(11, shift: 0.25))

        #expect(report.driftedColumns == ["moved", "town"])
        #expect(report.driftedShare == 0.5)
        #expect(
            report.columns.map(\.measure) == [
                .normedWasserstein, .normedWasserstein, .jensenShannon, .jensenShannon,
            ])
    }

    @Test func findsNothingInTwoSamplesOfOneKind() throws {
        let report = try DriftReport(reference: sample(1, shift: 0), current: sample(11, shift: 0))

        #expect(report.driftedShare == 0)
    }

    @Test func missingNumbersAreLeftOut() throws {
        let plain = (before: numbers(1), now: numbers(2))
        let holed = plain.now.flatMap { [$0, .nan] }

        let report = try DriftReport(
            reference: [DriftColumn("x", .numbers(plain.before))], current: [DriftColumn("x", .numbers(holed))])

        #expect(report.columns[0].distance == (try Wasserstein.normedDistance(from: plain.before, to: plain.now)))
    }

    @Test func samplesThatDoNotMatchAreRefused() throws {
        let column = DriftColumn("x", .numbers([1, 2]))

        #expect(throws: DistanceError.otherKind(column: "x")) {
            try DriftReport(reference: [column], current: [DriftColumn("x", .categories(["a"]))])
        }
        #expect(throws: DistanceError.columns(reference: ["x"], current: [])) {
            try DriftReport(reference: [column], current: [])
        }
        #expect(throws: DistanceError.empty(.current)) {
            try DriftReport(reference: [column], current: [DriftColumn("x", .numbers([.nan]))])
        }
        #expect(throws: DistanceError.notFinite(.reference, index: 0, value: .infinity)) {
            try DriftReport(reference: [DriftColumn("x", .numbers([.infinity]))], current: [column])
        }
        #expect(try DriftReport(reference: [], current: []).driftedShare == nil)
    }
}
