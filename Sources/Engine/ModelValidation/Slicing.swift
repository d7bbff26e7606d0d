import Domain

/// Cuts rows by the values of one column: each category a part, each flag a part, numbers in quarters.
struct Slicing: Codable, Hashable, Sendable {
    private let name: String
    /// Upper ends of the first three quarters.
    private let cuts: [Double]

    /// - Parameters:
    ///   - values: By which numbers are cut.
    ///   - name: The column's.
    init(_ values: [FieldValue], name: String) {
        self.name = name
        let numbers = values.compactMap(Self.number).sorted()
        cuts = numbers.isEmpty ? [] : (1...3).map { numbers[(numbers.count - 1) * $0 / 4] }
    }

    /// The part that a row with this value is in, in words.
    func part(of value: FieldValue) -> String {
        guard let number = Self.number(value), !cuts.isEmpty else { return "\(name) \(value)" }
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
