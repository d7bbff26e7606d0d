import Domain

/// What a column's first rows look like.
struct ColumnSample {
    private(set) var distinct: Set<String> = []
    private(set) var times: [Timestamp] = []
    private var count = 0
    private var numbers = 0
    private var flags = 0
    private var low = Double.infinity
    private var high = -Double.infinity

    mutating func add(_ field: String) {
        guard !field.isEmpty else { return }
        count += 1
        if distinct.count <= 100 { distinct.insert(field) }
        if let number = Double(field), number.isFinite {
            numbers += 1
            low = min(low, number)
            high = max(high, number)
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
        if Double(numbers) >= enough { return .number }
        if Double(times.count) >= enough { return .time }
        return Double(flags) >= enough ? .boolean : .category
    }

    /// The middle one of the steps between neighbouring times.
    var medianStep: TimeSpan? {
        let steps = zip(times, times.dropFirst()).map { $1 - $0 }.filter { $0 > .zero }.sorted()
        return steps.isEmpty ? nil : steps[steps.count / 2]
    }

    /// The column's entry in a pipeline file; a number's range has half its width as slack on each side.
    func rule(_ quoted: (String) -> String) -> String {
        switch kind {
        case .number where low < high:
            let slack = (high - low) / 2
            return "{type: number, range: [\(Self.rounded(low - slack)), \(Self.rounded(high + slack))]}"
        case .number: return "number"
        case .category, .boolean, .time: return kind.rawValue
        }
    }

    private static func rounded(_ value: Double) -> Double {
        (value * 1_000).rounded() / 1_000
    }
}
