import Domain

/// Where a category is read: a column, or two whose values are taken together.
struct CategorySource: Hashable, Codable, Sendable {
    /// Between the two texts of a pair; no file that people read has it.
    private static let separator = "\u{1f}"

    private let first: Int
    private let second: Int?

    init(column: Int, crossedWith second: Int? = nil) {
        first = column
        self.second = second
    }

    /// The columns' names.
    func words(_ columns: [Column]) -> String {
        [first, second].compactMap { $0 }.map { columns.indices.contains($0) ? columns[$0].name : "column \($0)" }
            .joined(separator: " x ")
    }

    /// The category of an event; nil where it, or one of the two, is missing.
    func text(of event: Event) -> String? {
        guard let text = Self.text(first, of: event) else { return nil }
        guard let second else { return text }
        guard let other = Self.text(second, of: event) else { return nil }
        return text + Self.separator + other
    }

    private static func text(_ column: Int, of event: Event) -> String? {
        guard event.values.indices.contains(column) else { return nil }
        return switch event.values[column] {
        case .category(let text): text
        case .flag(let flag): flag ? "true" : "false"
        case .missing, .number, .time, .malformed: nil
        }
    }
}
