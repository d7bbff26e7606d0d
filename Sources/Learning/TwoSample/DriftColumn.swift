/// One column of a sample for a ``DriftReport``.
package struct DriftColumn: Hashable, Sendable {
    package enum Values: Hashable, Sendable {
        /// NaN where missing; infinity is refused.
        case numbers([Double])
        case categories([String])
    }

    package let name: String
    package let values: Values

    package init(_ name: String, _ values: Values) {
        self.name = name
        self.values = values
    }
}
