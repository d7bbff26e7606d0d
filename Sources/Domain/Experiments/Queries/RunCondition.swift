/// Which runs are meant: `accuracy > 0.9 and learner = adaptive-random-forest`.
///
/// A run that has nothing in a column meets no comparison with it.
package enum RunCondition: Hashable, Codable, Sendable {
    case comparison(RunComparison)
    case all([RunCondition])
    case any([RunCondition])

    /// The one run of this number.
    package static func number(_ number: Int) -> RunCondition {
        .comparison(RunComparison(column: .field(.number), operation: .equal, value: .number(Double(number))))
    }
}

/// A column held against a value.
package struct RunComparison: Hashable, Codable, Sendable {
    package enum Operation: String, Hashable, Codable, Sendable, CaseIterable {
        case equal = "="
        case unequal = "!="
        case less = "<"
        case atMost = "<="
        case greater = ">"
        case atLeast = ">="
        /// The word holds the value somewhere, capitals or not.
        case contains = "~"
    }

    package var column: RunColumn
    package var operation: Operation
    /// A number exactly where the column is one.
    package var value: RunValue

    package init(column: RunColumn, operation: Operation, value: RunValue) {
        self.column = column
        self.operation = operation
        self.value = value
    }
}

/// A condition that cannot be read: where, what, and what to write instead.
package struct RunConditionError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Counts the text's characters from 1.
    package var place: Int
    /// What stands there; empty at the end.
    package var found: String
    package var problem: String

    package init(place: Int, found: String, problem: String) {
        self.place = place
        self.found = found
        self.problem = problem
    }

    package var description: String {
        found.isEmpty ? "at its end: \(problem)" : "at character \(place), \(found): \(problem)"
    }
}
