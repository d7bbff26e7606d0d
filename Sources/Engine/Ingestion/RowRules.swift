import Domain

/// The rules that a row must keep to become an event.
struct RowRules: Sendable {
    /// What a row broke.
    struct Violation: Hashable, Sendable {
        var rule: QuarantinedRow.Rule
        var column: String
        var value: String
        var bound: String

        /// `range: temp is 0.0, allowed is 200.0 to 350.0`.
        var words: String { QuarantinedRow.words(rule, column: column, value: value, bound: bound) }
    }

    let columns: [Column]
    let validation: ValidationDefinition
    let timeColumn: String

    init(_ definition: PipelineDefinition) {
        columns = definition.columns
        validation = definition.validation
        timeColumn = definition.source.timeColumn ?? "row"
    }

    /// The first rule that the row breaks, in the order unreadable, time, order, then column by column; nil for a valid row.
    ///
    /// - Complexity: O(columns)
    func violation(of row: SourceRow, newest: Timestamp?) -> Violation? {
        if let reason = row.unreadable {
            return Violation(
                rule: .unreadable, column: "", value: reason, bound: "\(columns.count) columns and the label")
        }
        guard let time = row.time else {
            return Violation(rule: .type, column: timeColumn, value: "missing or malformed", bound: "a date and time")
        }
        return violation(of: row.values, at: time, newest: newest)
    }

    /// The same for a row that was read, with a time: nothing is allocated for a valid one.
    func violation(of values: [FieldValue], at time: Timestamp, newest: Timestamp?) -> Violation? {
        if let newest, time < newest - validation.lateness {
            let bound = "not before \(newest - validation.lateness)"
            return Violation(rule: .outOfOrder, column: timeColumn, value: time.description, bound: bound)
        }
        guard values.count == columns.count else {
            let found = "\(values.count) values"
            return Violation(rule: .unreadable, column: "", value: found, bound: "\(columns.count) columns")
        }
        for (column, value) in zip(columns, values) {
            if let violation = violation(of: value, in: column) { return violation }
        }
        return nil
    }

    private func violation(of value: FieldValue, in column: Column) -> Violation? {
        switch (value, column.kind) {
        case (.missing, _):
            column.mayBeMissing
                ? nil
                : Violation(rule: .missing, column: column.name, value: "missing", bound: "a \(column.kind.rawValue)")
        case (.number(let number), .number):
            rangeViolation(of: number, in: column)
        case (.category(let text), .category):
            setViolation(of: text, in: column)
        case (.flag, .boolean), (.time, .time):
            nil
        case (.malformed, _), (.number, _), (.category, _), (.flag, _), (.time, _):
            Violation(rule: .type, column: column.name, value: value.description, bound: "a \(column.kind.rawValue)")
        }
    }

    private func rangeViolation(of number: Double, in column: Column) -> Violation? {
        guard number.isFinite else {
            return Violation(rule: .range, column: column.name, value: "\(number)", bound: "a finite number")
        }
        guard let range = column.range, !range.contains(number) else { return nil }
        let bound = "\(range.lowerBound) to \(range.upperBound)"
        return Violation(rule: .range, column: column.name, value: "\(number)", bound: bound)
    }

    private func setViolation(of text: String, in column: Column) -> Violation? {
        guard let allowed = column.allowed, !allowed.contains(text) else { return nil }
        let shown = allowed.prefix(5).joined(separator: ", ") + (allowed.count > 5 ? ", …" : "")
        return Violation(rule: .set, column: column.name, value: text, bound: "one of \(shown)")
    }
}
