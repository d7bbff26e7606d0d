/// What a ``DriftReport`` found in one column.
package struct ColumnShift: Hashable, Codable, Sendable {
    package enum Measure: String, Hashable, Codable, Sendable {
        /// The Wasserstein distance in standard deviations of the reference.
        case normedWasserstein
        /// The Jensen–Shannon distance with the natural logarithm, a bin for each value.
        case jensenShannon
    }

    /// Numbers of at most so many values that differ are taken as categories.
    private static let fewValues = 5

    package let column: String
    package let measure: Measure
    package let distance: Double
    /// The column has drifted from this distance on.
    package let threshold: Double

    package var isDrifted: Bool { distance >= threshold }

    /// Compares one column of two samples.
    ///
    /// - Throws: ``DistanceError``
    init(_ reference: DriftColumn, _ current: DriftColumn, threshold: Double) throws(DistanceError) {
        column = reference.name
        self.threshold = threshold
        switch (reference.values, current.values) {
        case (.numbers(let before), .numbers(let now)):
            let (before, now) = (try Self.present(before, .reference), try Self.present(now, .current))
            measure = Self.hasFewValues(before) ? .jensenShannon : .normedWasserstein
            distance =
                switch measure {
                case .normedWasserstein: try Wasserstein.normedDistance(from: before, to: now)
                case .jensenShannon:
                    try ShareDistance.jensenShannon(from: before, to: now, bins: .values, base: .natural)
                }
        case (.categories(let before), .categories(let now)):
            measure = .jensenShannon
            distance = try Self.distance(before, now)
        case (.numbers, .categories), (.categories, .numbers): throw .otherKind(column: reference.name)
        }
    }

    /// The values that are not missing.
    private static func present(
        _ values: [Double], _ sample: DistanceError.Sample
    ) throws(DistanceError) -> [Double] {
        var oddity = 0.0
        for value in values { oddity += value - value }
        guard oddity != 0 else { return values }
        for (index, value) in values.enumerated() where value.isInfinite {
            throw .notFinite(sample, index: index, value: value)
        }
        return values.filter { !$0.isNaN }
    }

    private static func hasFewValues(_ values: [Double]) -> Bool {
        var distinct: [Double] = []
        for value in values where !distinct.contains(value) {
            distinct.append(value)
            if distinct.count > fewValues { return false }
        }
        return true
    }

    private static func distance(_ reference: [String], _ current: [String]) throws(DistanceError) -> Double {
        let (before, now) = (counts(reference), counts(current))
        // In order of their names, so that the sum is the same in every run.
        let names = Set(before.keys).union(now.keys).sorted()
        return try ShareDistance.jensenShannon(
            names.map { before[$0] ?? 0 }, names.map { now[$0] ?? 0 }, base: .natural)
    }

    private static func counts(_ values: [String]) -> [String: Int] {
        var counts: [String: Int] = [:]
        for value in values { counts[value, default: 0] += 1 }
        return counts
    }
}
