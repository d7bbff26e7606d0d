/// One column of a sample for a ``DriftReport``.
package struct DriftColumn: Hashable, Sendable {
    package enum Values: Hashable, Sendable {
        /// NaN where missing; infinity is refused.
        case numbers([Double])
        case categories([String])

        var count: Int {
            switch self {
            case .numbers(let values): values.count
            case .categories(let values): values.count
            }
        }
    }

    package let name: String
    package let values: Values

    package init(_ name: String, _ values: Values) {
        self.name = name
        self.values = values
    }
}
