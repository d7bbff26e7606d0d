package import Domain

/// Finds a column that knows the label: by itself it orders or names the labels of all but one row in a thousand.
package enum LeakingColumn {
    /// Newest rows that are looked at: many, so that a strong column is told from one that knows, and few, so that a column
    /// that knows the label since lately is found.
    private static let windows = [2_000, 400]
    private static let certainty = 0.999
    /// Rows of a class, and of all others together, below which an order says nothing.
    private static let leastRows = 20
    private static let leastNumbers = 100

    /// The first such feature; nil where there is none.
    ///
    /// - Parameters:
    ///   - rows: Labelled rows, the oldest first.
    ///   - columns: The schema of their values.
    ///   - task: What the labels are.
    /// - Returns: The column's name.
    /// - Complexity: O(columns × rows log rows), on the newest 2,000 rows
    package static func name(in rows: [LabelledEvent], _ columns: [Column], _ task: LearningTask) -> String? {
        columns.indices.first { index in
            columns[index].isFeature
                && windows.contains { window in
                    tells(
                        rows.suffix(window).map { ($0.event.values[safe: index] ?? .missing, $0.truth) }, task)
                }
        }.map { columns[$0].name }
    }

    /// What to say of such a column, and what to do.
    ///
    /// - Parameter column: Its name.
    /// - Returns: A sentence without its end.
    package static func words(_ column: String) -> String {
        "column \(column) alone gives the label away: is it known when a row is answered? If not, give it feature: false; "
            + "if it is, give gates.advisory: [data]"
    }

    private static func tells(_ pairs: [(value: FieldValue, truth: Truth)], _ task: LearningTask) -> Bool {
        let numbers = pairs.compactMap { pair -> (Double, Truth)? in
            if case .number(let value) = pair.value, value.isFinite { return (value, pair.truth) }
            return nil
        }
        let isNumber = numbers.count > pairs.count / 2
        switch task {
        case .regression:
            return isNumber && numbers.count >= leastNumbers && correlation(numbers).magnitude > certainty
        case .classification:
            return isNumber ? separates(numbers) : names(pairs)
        }
    }

    /// Whether cutting the numbers at one place tells one class from the others.
    private static func separates(_ pairs: [(Double, Truth)]) -> Bool {
        let classes = Set(pairs.map { Int($0.1.number) }).sorted()
        guard classes.count > 1 else { return false }
        let sorted = pairs.sorted { $0.0 < $1.0 }
        return classes.contains { one in area(sorted, of: one).map { abs(2 * $0 - 1) > certainty } ?? false }
    }

    /// The area under the curve by ranks, equal numbers sharing theirs; nil where too few rows are of one side.
    private static func area(_ sorted: [(Double, Truth)], of one: Int) -> Double? {
        var (ranks, positives, start) = (0.0, 0, 0)
        while start < sorted.count {
            var end = start
            while end < sorted.count, sorted[end].0 == sorted[start].0 { end += 1 }
            let hits = sorted[start..<end].count { Int($0.1.number) == one }
            ranks += Double(hits) * (Double(start + end - 1) / 2 + 1)
            positives += hits
            start = end
        }
        guard min(positives, sorted.count - positives) >= leastRows else { return nil }
        let (first, rest) = (Double(positives), Double(sorted.count - positives))
        return (ranks - first * (first + 1) / 2) / (first * rest)
    }

    /// Whether each value stands for one class; not where values are too many to say that.
    private static func names(_ pairs: [(value: FieldValue, truth: Truth)]) -> Bool {
        var counts: [FieldValue: [Int: Int]] = [:]
        var classes: [Int: Int] = [:]
        for (value, truth) in pairs {
            counts[value, default: [:]][Int(truth.number), default: 0] += 1
            classes[Int(truth.number), default: 0] += 1
        }
        guard counts.count * 10 <= pairs.count, let most = classes.values.max() else { return false }
        let total = Double(pairs.count)
        let told = counts.values.reduce(0) { $0 + ($1.values.max() ?? 0) }
        return Double(told) / total > certainty && Double(most) / total < 0.99 && pairs.count - most >= leastRows
    }

    private static func correlation(_ pairs: [(Double, Truth)]) -> Double {
        let count = Double(pairs.count)
        let (x, y) = (pairs.map(\.0), pairs.map(\.1.number))
        let (meanX, meanY) = (x.reduce(0, +) / count, y.reduce(0, +) / count)
        var (xx, yy, xy) = (0.0, 0.0, 0.0)
        for (a, b) in zip(x, y) {
            xx += (a - meanX) * (a - meanX)
            yy += (b - meanY) * (b - meanY)
            xy += (a - meanX) * (b - meanY)
        }
        return xx > 0 && yy > 0 ? xy / (xx * yy).squareRoot() : 0
    }
}
