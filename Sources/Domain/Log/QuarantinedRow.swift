/// A row that broke a rule, kept with what it broke.
package struct QuarantinedRow: Hashable, Codable, Sendable {
    package enum Rule: String, Hashable, Codable, Sendable, CaseIterable {
        /// The line could not be split into the expected fields.
        case unreadable
        /// The value is not of its column's type.
        case type
        case range
        /// The category is not among the allowed ones.
        case set
        case missing
        case duplicate
        case outOfOrder = "out-of-order"
    }

    package enum State: String, Hashable, Codable, Sendable, CaseIterable {
        case quarantined
        case released
        case dropped
    }

    package var row: SourceRow
    package var sequence: Int64
    package var rule: Rule
    /// The column, or `time`; empty where the whole row is meant.
    package var column: String
    package var value: String
    /// What would have been allowed.
    package var bound: String
    /// Stream time at which it came.
    package var time: Timestamp
    package var state: State

    package init(
        row: SourceRow, sequence: Int64, rule: Rule, column: String, value: String, bound: String, time: Timestamp,
        state: State
    ) {
        self.row = row
        self.sequence = sequence
        self.rule = rule
        self.column = column
        self.value = value
        self.bound = bound
        self.time = time
        self.state = state
    }

    /// `range: temp is 0.0, allowed is 200.0 to 350.0`.
    package var words: String { Self.words(rule, column: column, value: value, bound: bound) }

    /// A broken rule in words.
    ///
    /// - Parameters:
    ///   - rule: The rule.
    ///   - column: Whose it is; empty for the whole row.
    ///   - value: What was found.
    ///   - bound: What would have been allowed.
    /// - Returns: One clause.
    package static func words(_ rule: Rule, column: String, value: String, bound: String) -> String {
        "\(rule.rawValue): \(column.isEmpty ? "the row" : column) is \(value), allowed is \(bound)"
    }
}
