package import Domain

/// What a dataset is like, in numbers that can be compared: its size, its columns, its label, how it moves, and how well
/// the simplest models do on it.
///
/// Source: Brazdil et al., *Metalearning* (2nd edition, 2022), chapter 4: simple, statistical and landmarking
/// meta-features; the descriptors of drift are the same figures on the older and the newer half.
package struct DatasetTraits: Hashable, Sendable {
    /// In a fixed order, each on a scale on which 1 is a great difference.
    package let values: [Double]

    /// - Parameters:
    ///   - rows: In the order of their time.
    ///   - columns: The schema.
    ///   - task: What is predicted.
    /// - Complexity: O(rows × columns)
    package init(_ rows: [LabelledEvent], columns: [Column], task: LearningTask) {
        let labels = rows.map(\.truth.number)
        let (older, newer) = (labels.prefix(labels.count / 2), labels.suffix(labels.count / 2))
        let scale = Self.deviation(labels[...])
        let shift = scale > 0 ? (Self.mean(newer) - Self.mean(older)) / scale : 0
        let spread = scale > 0 ? (Self.deviation(newer) - Self.deviation(older)) / scale : 0
        values = [
            Elementary.log(Double(rows.count) + 1) / 10,
            Double(columns.count) / 20,
            Double(columns.count { $0.kind == .number }) / Double(max(1, columns.count)),
            Self.missingShare(rows),
            Self.dominance(labels, task),
            Self.skewness(labels, scale),
            Self.persistence(labels, task, scale),
            shift,
            spread,
        ]
    }

    /// The Euclidean distance; infinite between traits of different programs.
    package static func distance(_ left: [Double], _ right: [Double]) -> Double {
        guard left.count == right.count else { return .infinity }
        return zip(left, right).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
    }

    private static func missingShare(_ rows: [LabelledEvent]) -> Double {
        let cells = rows.reduce(0) { $0 + $1.event.values.count }
        let missing = rows.reduce(0) { $0 + $1.event.values.count { $0.isMissing } }
        return cells > 0 ? Double(missing) / Double(cells) : 0
    }

    /// How often the most frequent class comes: a landmark of the majority; 0 for numbers.
    private static func dominance(_ labels: [Double], _ task: LearningTask) -> Double {
        guard case .classification(let classes) = task, !labels.isEmpty else { return 0 }
        var counts = [Int](repeating: 0, count: classes.count)
        for label in labels where counts.indices.contains(Int(label)) { counts[Int(label)] += 1 }
        return Double(counts.max() ?? 0) / Double(labels.count)
    }

    /// Third standardised moment, held within 1.
    private static func skewness(_ labels: [Double], _ scale: Double) -> Double {
        guard scale > 0 else { return 0 }
        let mean = mean(labels[...])
        let third = labels.reduce(0) { sum, label in
            let step = (label - mean) / scale
            return sum + step * step * step
        }
        return min(max(third / Double(labels.count) / 3, -1), 1)
    }

    /// How much the label before tells: the share of equal neighbours, or the correlation of neighbours.
    private static func persistence(_ labels: [Double], _ task: LearningTask, _ scale: Double) -> Double {
        guard labels.count > 1 else { return 0 }
        let neighbours = zip(labels, labels.dropFirst())
        if case .classification = task {
            return Double(neighbours.reduce(0) { $0 + ($1.0 == $1.1 ? 1 : 0) }) / Double(labels.count - 1)
        }
        guard scale > 0 else { return 1 }
        let mean = mean(labels[...])
        let products = neighbours.reduce(0) { $0 + ($1.0 - mean) * ($1.1 - mean) }
        return products / Double(labels.count - 1) / (scale * scale)
    }

    private static func mean(_ values: ArraySlice<Double>) -> Double {
        values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
    }

    private static func deviation(_ values: ArraySlice<Double>) -> Double {
        let mean = mean(values)
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return values.isEmpty ? 0 : (squares / Double(values.count)).squareRoot()
    }
}
