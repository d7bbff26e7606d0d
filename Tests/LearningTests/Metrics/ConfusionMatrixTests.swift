import Domain
import Testing

@testable import Learning

/// The confusion matrix against counting anew, in its three forms.
struct ConfusionMatrixTests {
    private struct Row {
        var pair: LabelPair
        var weight: Double
    }

    private func stream(seed: UInt64, count: Int) throws -> [Row] {
        var generator = SeededGenerator(seed: seed)
        return try (0..<count).map { index in
            let classes = 2 + index / 50
            let pair = try LabelPair(
                truth: generator.index(below: classes), predicted: generator.index(below: classes),
                noChange: generator.index(below: 3) == 0 ? nil : generator.index(below: classes))
            return Row(pair: pair, weight: Double(1 + generator.index(below: 20)) / 10)
        }
    }

    /// Every metric by the words of its definition, over all rows each time.
    private func slow(_ rows: [Row]) -> [Double?] {
        func share(_ rows: [Row], _ holds: (LabelPair) -> Bool) -> Double? {
            let total = rows.reduce(0) { $0 + $1.weight }
            return total > 0 ? rows.reduce(0) { $0 + (holds($1.pair) ? $1.weight : 0) } / total : nil
        }
        let accuracy = share(rows) { $0.truth == $0.predicted } ?? .nan
        let recalls = (0..<10).compactMap { label in
            share(rows.filter { $0.pair.truth == label }) { $0.predicted == label }
        }
        let chance = (0..<10).reduce(0.0) { sum, label in
            sum + (share(rows) { $0.truth == label } ?? 0) * (share(rows) { $0.predicted == label } ?? 0)
        }
        let majority = (0..<10).compactMap { label in share(rows) { $0.truth == label } }.max() ?? .nan
        let known = rows.filter { $0.pair.noChange != nil }
        let persistent = share(known) { $0.noChange == $0.truth } ?? .nan
        let accuracyOfKnown = share(known) { $0.predicted == $0.truth } ?? .nan
        let precisions = (0..<10).compactMap { label in
            share(rows.filter { $0.pair.predicted == label }) { $0.truth == label }
        }
        return [
            accuracy, recalls.reduce(0, +) / Double(recalls.count), (accuracy - chance) / (1 - chance),
            (accuracy - majority) / (1 - majority), (accuracyOfKnown - persistent) / (1 - persistent),
            precisions.reduce(0, +) / Double(precisions.count),
        ]
    }

    private func metrics(_ matrix: ConfusionMatrix) -> [Double?] {
        [
            matrix.accuracy, matrix.balancedAccuracy, matrix.kappa, matrix.kappaM, matrix.kappaT,
            matrix.precision(.macro),
        ]
    }

    private func expectClose(_ found: [Double?], _ expected: [Double?]) throws {
        for (index, (found, expected)) in zip(found, expected).enumerated() {
            #expect(abs(try #require(found) - (try #require(expected))) < 1e-11, "metric \(index)")
        }
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func agreesWithCountingAnew(seed: UInt64) throws {
        let rows = try stream(seed: seed, count: 150)
        var all = ConfusionMatrix()
        var windowed = try Windowed(ConfusionMatrix(), capacity: 40)
        var fading = try Fading(ConfusionMatrix(), fading: 0.9)
        for row in rows {
            try all.add(row.pair, weight: row.weight)
            try windowed.add(row.pair, weight: row.weight)
            try fading.add(row.pair, weight: row.weight)
        }

        var factor = 1.0
        let faded = rows.reversed().map { row in
            defer { factor *= 0.9 }
            return Row(pair: row.pair, weight: row.weight * factor)
        }
        try expectClose(metrics(all), slow(rows))
        try expectClose(metrics(windowed.sums), slow(Array(rows.suffix(40))))
        try expectClose(metrics(fading.sums), slow(faded))
    }

    @Test func takesAWeightOfTwoAsTwoCopies() throws {
        var twice = ConfusionMatrix()
        var heavy = ConfusionMatrix()
        for row in try stream(seed: 5, count: 60) {
            try twice.add(row.pair)
            try twice.add(row.pair)
            try heavy.add(row.pair, weight: 2)
        }

        #expect(twice == heavy)
    }

    @Test func forgetsAClassThatLeftTheWindow() throws {
        var windowed = try Windowed(ConfusionMatrix(), capacity: 3)
        for weight in [0.1, 0.2, 0.7] { try windowed.add(LabelPair(truth: 2, predicted: 2), weight: weight) }

        for weight in [0.3, 0.1] { try windowed.add(LabelPair(truth: 0, predicted: 1), weight: weight) }
        #expect(windowed.sums.recall(of: 2) == 1)
        try windowed.add(LabelPair(truth: 1, predicted: 1), weight: 0.6)

        #expect(windowed.sums.recall(of: 2) == nil)
        #expect(windowed.sums.f1(of: 2) == nil)
        #expect(windowed.sums.balancedAccuracy == 0.5)
    }

    @Test func fadesOverALongStreamWithoutOverflow() throws {
        var fading = try Fading(ConfusionMatrix(), fading: 0.5)
        for _ in 0..<2_000 { try fading.add(LabelPair(truth: 0, predicted: 1)) }

        try fading.add(LabelPair(truth: 0, predicted: 0))

        #expect(fading.sums.accuracy == 0.5)
    }

    @Test func isUndefinedRatherThanZero() throws {
        var matrix = ConfusionMatrix()
        #expect(
            matrix.accuracy == nil && matrix.kappa == nil && matrix.geometricMean == nil && matrix.f1(.macro) == nil)

        try matrix.add(LabelPair(truth: 1, predicted: 1))

        #expect(matrix.accuracy == 1)
        #expect(matrix.kappa == nil && matrix.kappaM == nil && matrix.kappaT == nil && matrix.kappaPlus == nil)
        #expect(matrix.matthewsCorrelation == nil && matrix.precision(of: 0) == nil && matrix.recall(of: 7) == nil)
    }

    @Test func refusesWhatIsNoClassOrNoWeight() throws {
        var matrix = ConfusionMatrix()
        let pair = try LabelPair(truth: 0, predicted: 0)

        #expect(throws: MetricError.label(name: "the truth", -1)) { try LabelPair(truth: -1, predicted: 0) }
        #expect(throws: MetricError.weight(-1)) { try matrix.add(pair, weight: -1) }
        #expect(throws: MetricError.self) { try matrix.add(pair, weight: .nan) }
        #expect(throws: MetricError.capacity(0)) { try Windowed(ConfusionMatrix(), capacity: 0) }
        #expect(throws: MetricError.fading(1.5)) { try Fading(ConfusionMatrix(), fading: 1.5) }
        #expect(matrix == ConfusionMatrix())
        #expect(
            MetricError.label(name: "the truth", -1).description
                == "the truth is class -1; use a whole number from 0 to 1023")
    }
}
