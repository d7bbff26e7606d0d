/// One point of a parameter space: the values of those parameters that apply, in the space's order.
package struct ParameterPoint: Hashable, Codable, Sendable {
    /// One parameter's value.
    package struct Entry: Hashable, Codable, Sendable {
        package let name: String
        package let value: ParameterValue

        package init(_ name: String, _ value: ParameterValue) {
            self.name = name
            self.value = value
        }
    }

    package let entries: [Entry]

    package init(_ entries: [Entry]) {
        self.entries = entries
    }

    /// The value of a parameter; nil where it does not apply.
    package subscript(name: String) -> ParameterValue? {
        entries.first { $0.name == name }?.value
    }
}
