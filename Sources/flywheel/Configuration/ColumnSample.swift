import Domain

/// What a column's sampled rows look like.
struct ColumnSample {
    /// Different values are counted up to here.
    private static let mostDistinct = 101

    private(set) var distinct: Set<String> = []
    private(set) var times: [Timestamp] = []
    private var numbers: [Double] = []
    private var count = 0
    private var flags = 0
    /// Whole numbers that grow from row to row: what an identifier looks like.
    private var grows = true

    mutating func add(_ field: String) {
        guard !field.isEmpty else { return }
        count += 1
        if distinct.count < Self.mostDistinct { distinct.insert(field) }
        if case .number(let number) = RowParser.value(field, .number) {
            grows = grows && number == number.rounded() && number > numbers.last ?? -.infinity
            numbers.append(number)
        } else if let time = Timestamp(field) {
            times.append(time)
        } else if ["true", "false"].contains(field.lowercased()) {
            flags += 1
        }
    }

    /// The kind that at least 95 % of the values have.
    var kind: Column.Kind {
        let enough = Double(count) * 0.95
        if count == 0 { return .category }
        if Double(numbers.count) >= enough { return .number }
        if Double(times.count) >= enough { return .time }
        return Double(flags) >= enough ? .boolean : .category
    }

    var isConstant: Bool { distinct.count < 2 }

    /// Whether it names rows rather than describing them.
    var isIdentifier: Bool { kind == .number && grows && numbers.count == count && count > 50 }

    /// Texts of which hardly any comes twice say nothing to a model.
    var isFreeText: Bool { kind == .category && distinct.count >= Self.mostDistinct }

    /// Whether it can be the label of a classification.
    var isClass: Bool {
        guard !isConstant, distinct.count <= 100 else { return false }
        switch kind {
        case .category, .boolean: return true
        case .number: return distinct.count <= 10 && numbers.allSatisfy { $0 == $0.rounded() }
        case .time: return false
        }
    }

    /// The middle one of the steps between neighbouring times.
    var medianStep: TimeSpan? {
        let steps = zip(times, times.dropFirst()).map { $1 - $0 }.filter { $0 > .zero }.sorted()
        return steps.isEmpty ? nil : steps[steps.count / 2]
    }

    /// Whether at least half of the steps between neighbouring times are the same.
    var isRegular: Bool {
        guard let step = medianStep else { return false }
        return zip(times, times.dropFirst()).count { $1 - $0 == step } * 2 >= times.count
    }

    /// Whether more than a tenth of the times lie before their neighbour: such a file is not in time order.
    var isUnordered: Bool { zip(times, times.dropFirst()).count { $1 < $0 } * 10 > times.count }

    /// How far a time lies before the newest one before it, at most.
    var lateness: TimeSpan {
        var newest: Timestamp?
        var latest = TimeSpan.zero
        for time in times {
            if let newest { latest = max(latest, newest - time) }
            newest = max(newest ?? time, time)
        }
        return latest
    }

    /// Allowed values of a number: where all but a thousandth of the sample lies, with three times that width as slack.
    ///
    /// A few wild values in the sample (0 K, 9,831 mm) so stay outside. Where values have a long tail on one side, all
    /// of them are allowed that lie within fifty widths. Where none is negative, none will be allowed.
    var range: ClosedRange<Double>? {
        let sorted = numbers.sorted()
        guard kind == .number, !isIdentifier, let least = sorted.first, distinct.count > 2 else { return nil }
        let edge = sorted.count / 1_000
        let (low, middle, high) = (sorted[edge], sorted[sorted.count / 2], sorted[sorted.count - 1 - edge])
        let width = high - low
        guard width > 0 else { return nil }
        var floor = low - 3 * width
        var ceiling = high + 3 * width
        if high - middle < width / 10, let tail = sorted.first(where: { $0 >= low - 50 * width }) {
            floor = min(floor, tail - width)
        }
        if middle - low < width / 10, let tail = sorted.last(where: { $0 <= high + 50 * width }) {
            ceiling = max(ceiling, tail + width)
        }
        return Self.rounded(least < 0 ? floor : max(0, floor), .down)...Self.rounded(ceiling, .up)
    }

    /// To three figures, away from the middle.
    private static func rounded(_ value: Double, _ rule: FloatingPointRoundingRule) -> Double {
        guard value != 0, value.isFinite else { return value }
        var unit = 1.0
        while abs(value) / unit >= 1_000 { unit *= 10 }
        while abs(value) / unit < 100, unit > 1e-12 { unit /= 10 }
        return unit >= 1 ? (value / unit).rounded(rule) * unit : (value / unit).rounded(rule) / (1 / unit).rounded()
    }
}
