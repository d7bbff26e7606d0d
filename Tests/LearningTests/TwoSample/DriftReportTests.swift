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

        #expect(report.columns[0].value == (try Wasserstein.normedDistance(from: plain.before, to: plain.now)))
    }

    @Test func fewRowsAreTested() throws {
        func few(_ columns: [DriftColumn]) -> [DriftColumn] {
            columns.map { column in
                switch column.values {
                case .numbers(let values): DriftColumn(column.name, .numbers(Array(values.prefix(300))))
                case .categories(let values): DriftColumn(column.name, .categories(Array(values.prefix(300))))
                }
            }
        }
        let (before, now) = (few(sample(1, shift: 0)), few(sample(11, shift: 0.25)))

        let report = try DriftReport(reference: before, current: now)

        #expect(report.driftedColumns == ["moved", "town"])
        #expect(report.columns.map(\.measure) == [.kolmogorovSmirnov, .kolmogorovSmirnov, .chiSquare, .chiSquare])
        guard case .numbers(let first) = before[1].values, case .numbers(let second) = now[1].values else { return }
        let samples = try TwoSamples(reference: first, current: second)
        #expect(report.columns[1].value == samples.kolmogorovSmirnov().pValue)
    }

    /// Of a hundred reports on forty columns that are all still, most cry drift; adjusted, about one in twenty does.
    @Test func adjustmentKeepsTheFalseAlarmsOfManyColumns() throws {
        func alarms(_ adjustment: DriftReportSettings.Adjustment) throws -> Int {
            try (0..<100).count { round in
                let columns = (0..<40).map { column in
                    let values = numbers(UInt64(1_000 * round + column))
                    return (
                        DriftColumn("\(column)", .numbers(Array(values[..<100]))),
                        DriftColumn("\(column)", .numbers(Array(values[100..<200])))
                    )
                }
                let settings = DriftReportSettings(adjustment: adjustment)
                let report = try DriftReport(
                    reference: columns.map(\.0), current: columns.map(\.1), settings: settings)
                return !report.driftedColumns.isEmpty
            }
        }

        #expect(try alarms(.none) > 50)
        #expect(try alarms(.holm) <= 10)
        #expect(try alarms(.benjaminiHochberg) <= 10)
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
