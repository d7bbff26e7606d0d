/// One setting that a search may choose: its name, the values it may take, and when it applies at all.
///
///     try ParameterSpace([
///         Parameter("learner", .categorical(["forest", "linear"])),
///         Parameter("depth", .int(low: 2, high: 12), when: .init("learner", isOneOf: ["forest"])),
///     ])
package struct Parameter: Hashable, Codable, Sendable {
    /// The values that a parameter may take; both ends belong to a range.
    package enum Kind: Hashable, Codable, Sendable {
        case float(low: Double, high: Double)
        /// Drawn evenly on the logarithm's scale; `low` is above 0.
        case logFloat(low: Double, high: Double)
        case int(low: Int, high: Int)
        /// Drawn evenly on the logarithm's scale; `low` is at least 1.
        case logInt(low: Int, high: Int)
        case categorical([String])
    }

    /// That another, categorical parameter has one of these values.
    package struct Condition: Hashable, Codable, Sendable {
        package let parent: String
        package let values: [String]

        package init(_ parent: String, isOneOf values: [String]) {
            self.parent = parent
            self.values = values
        }
    }

    package let name: String
    package let kind: Kind
    /// Nil for a parameter that always applies.
    package let condition: Condition?

    package init(_ name: String, _ kind: Kind, when condition: Condition? = nil) {
        self.name = name
        self.kind = kind
        self.condition = condition
    }
}
