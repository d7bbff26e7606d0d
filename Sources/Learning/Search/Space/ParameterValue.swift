/// What a parameter is at one point of a space.
package enum ParameterValue: Hashable, Codable, Sendable {
    case float(Double)
    case int(Int)
    case category(String)

    /// The value as a number; nil for a category.
    package var number: Double? {
        switch self {
        case .float(let value): value
        case .int(let value): Double(value)
        case .category: nil
        }
    }
}
