import Domain

/// Cuts rows by one column: each category a part, each flag a part, a number's values in quarters.
struct Slicing: Sendable {
    private let column: Int
    private let name: String
    /// Upper ends of the first three quarters.
    private let cuts: [Double]

    init(_ rows: [Event], column: Int, name: String) {
        self.column = column
        self.name = name
        let numbers = rows.compactMap { Self.number($0.values[safe: column] ?? .missing) }.sorted()
        cuts = numbers.isEmpty ? [] : (1...3).map { numbers[(numbers.count - 1) * $0 / 4] }
    }

    /// The part that a row is in, in words.
    func part(of event: Event) -> String {
        let value = event.values[safe: column] ?? .missing
        guard let number = Self.number(value) else { return "\(name) \(value)" }
        guard let quarter = cuts.firstIndex(where: { number <= $0 }) else {
            return "\(name) above \(Decimal.fixed(cuts[2], 3))"
        }
        return "\(name) up to \(Decimal.fixed(cuts[quarter], 3))"
    }

    private static func number(_ value: FieldValue) -> Double? {
        switch value {
        case .number(let number): number.isFinite ? number : nil
        case .time(let moment): Double(moment.rawValue)
        case .missing, .category, .flag, .malformed: nil
        }
    }
}

extension Array {
    /// The element at a place; nil where there is none.
    subscript(safe index: Int) -> Element? {
        indices.contains(index) ? self[index] : nil
    }
}
