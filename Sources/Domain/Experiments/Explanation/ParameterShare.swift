/// How much of what trials reach one parameter decides alone.
package struct ParameterShare: Hashable, Codable, Sendable {
    package var name: String
    /// Of the variance over the whole space, 0–1.
    package var share: Double
    /// The part of the space where it applies, 0–1.
    package var applies: Double

    package init(name: String, share: Double, applies: Double) {
        self.name = name
        self.share = share
        self.applies = applies
    }
}

/// How much two parameters decide together, beyond what each does alone.
package struct PairShare: Hashable, Codable, Sendable {
    package var first: String
    package var second: String
    package var share: Double

    package init(first: String, second: String, share: Double) {
        self.first = first
        self.second = second
        self.share = share
    }
}

/// What is reached on average along a parameter, all else drawn evenly, where it applies.
package struct ParameterMarginal: Hashable, Codable, Sendable {
    package struct Value: Hashable, Codable, Sendable {
        /// A number or a choice, in words.
        package var value: String
        package var mean: Double
        /// How far trees differ there.
        package var deviation: Double

        package init(value: String, mean: Double, deviation: Double) {
            self.value = value
            self.mean = mean
            self.deviation = deviation
        }
    }

    package var name: String
    /// Whether the values' order means something; on a logarithmic scale each step is a factor.
    package var isOrdered: Bool
    package var values: [Value]

    package init(name: String, isOrdered: Bool, values: [Value]) {
        self.name = name
        self.isOrdered = isOrdered
        self.values = values
    }
}

/// What is reached on average at the values of two parameters.
package struct PairSurface: Hashable, Codable, Sendable {
    package var first: String
    package var second: String
    /// The first one's values.
    package var rows: [String]
    /// The second one's values.
    package var columns: [String]
    package var means: [[Double]]

    package init(first: String, second: String, rows: [String], columns: [String], means: [[Double]]) {
        self.first = first
        self.second = second
        self.rows = rows
        self.columns = columns
        self.means = means
    }
}
