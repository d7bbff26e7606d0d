/// What a ``DriftReport`` found in one column.
package struct ColumnShift: Hashable, Codable, Sendable {
    package enum Measure: String, Hashable, Codable, Sendable {
        /// The Wasserstein distance in standard deviations of the reference.
        case normedWasserstein
        /// The Jensen–Shannon distance with the natural logarithm, a bin for each value.
        case jensenShannon
        /// The p-value of Kolmogorov and Smirnov's test.
        case kolmogorovSmirnov
        /// The p-value of the chi-square test of two samples, a category for each value.
        case chiSquare

        package var isPValue: Bool { self == .kolmogorovSmirnov || self == .chiSquare }
    }

    /// Numbers of at most so many values that differ are taken as categories.
    private static let fewValues = 5

    package let column: String
    package let measure: Measure
    /// The distance, or the p-value after the report's adjustment.
    package internal(set) var value: Double
    /// The column has drifted from this distance on, or below this p-value.
    package let threshold: Double

    package var isDrifted: Bool { measure.isPValue ? value < threshold : value >= threshold }

    /// Compares one column of two samples.
    ///
    /// - Throws: ``DistanceError``
    init(
        _ reference: DriftColumn, _ current: DriftColumn, _ settings: DriftReportSettings, using sort: inout DoubleSort
    ) throws(DistanceError) {
        column = reference.name
        let isSmall = reference.values.count <= settings.mostRowsToTest
        threshold = isSmall ? settings.significance : settings.distance
        switch (reference.values, current.values) {
        case (.numbers(let before), .numbers(let now)):
            let (before, now) = (try Self.present(before, .reference), try Self.present(now, .current))
            if Self.hasFewValues(before) {
                measure = isSmall ? .chiSquare : .jensenShannon
                value = try Self.compare(before, now, by: measure, in: reference.name)
            } else if isSmall {
                measure = .kolmogorovSmirnov
                value = try Self.test(in: reference.name) { () throws(SampleError) in
                    try TwoSamples(reference: before, current: now).kolmogorovSmirnov()
                }
            } else {
                measure = .normedWasserstein
                value = try Wasserstein.normedDistance(from: before, to: now, using: &sort)
            }
        case (.categories(let before), .categories(let now)):
            measure = isSmall ? .chiSquare : .jensenShannon
            value = try Self.compare(before, now, by: measure, in: reference.name)
        case (.numbers, .categories), (.categories, .numbers): throw .otherKind(column: reference.name)
        }
    }

    private static func test(
        in column: String, _ test: () throws(SampleError) -> TestResult
    ) throws(DistanceError) -> Double {
        do throws(SampleError) {
            return try test().pValue
        } catch {
            throw .test(column: column, error)
        }
    }

    /// The values that are not missing.
    private static func present(
        _ values: [Double], _ sample: DistanceError.Sample
    ) throws(DistanceError) -> [Double] {
        var oddity = 0.0
        for value in values { oddity += value - value }
        let present = oddity == 0 ? values : values.filter { !$0.isNaN }
        if oddity != 0, let index = values.firstIndex(where: \.isInfinite) {
            throw .notFinite(sample, index: index, value: values[index])
        }
        guard !present.isEmpty else { throw .empty(sample) }
        return present
    }

    private static func hasFewValues(_ values: [Double]) -> Bool {
        var distinct: [Double] = []
        for value in values where !distinct.contains(value) {
            distinct.append(value)
            if distinct.count > fewValues { return false }
        }
        return true
    }

    /// Counts how often each value occurs, in the order of the values, so that the sum is the same in every run.
    private static func compare<Value: Hashable & Comparable>(
        _ reference: [Value], _ current: [Value], by measure: Measure, in column: String
    ) throws(DistanceError) -> Double {
        let (before, now) = (counts(reference), counts(current))
        let values = Set(before.keys).union(now.keys).sorted()
        let (first, second) = (values.map { before[$0] ?? 0 }, values.map { now[$0] ?? 0 })
        guard measure == .chiSquare else { return try ShareDistance.jensenShannon(first, second, base: .natural) }
        return try test(in: column) { () throws(SampleError) in
            try CountTable(reference: first, current: second).chiSquare()
        }
    }

    private static func counts<Value: Hashable>(_ values: [Value]) -> [Value: Int] {
        var counts: [Value: Int] = [:]
        for value in values { counts[value, default: 0] += 1 }
        return counts
    }
}
