/// The label of an event, once known.
package enum Truth: Hashable, Codable, Sendable {
    /// Index into the task's classes.
    case category(Int)
    /// A number in the target's unit.
    case number(Double)

    package var isCategory: Bool {
        switch self {
        case .category: true
        case .number: false
        }
    }

    /// The label as one number: the class index or the value.
    package var number: Double {
        switch self {
        case .category(let index): Double(index)
        case .number(let value): value
        }
    }
}
