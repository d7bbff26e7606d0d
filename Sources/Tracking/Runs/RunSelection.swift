import Domain
import GRDB

/// A ``RunQuery`` as SQL over the run index.
struct RunSelection {
    /// The value of a setting by its name.
    private static let setting =
        "(SELECT value FROM run_setting s WHERE s.pipeline = run_index.pipeline AND s.name = ? "
        + "AND s.number = run_index.number)"

    private(set) var condition = "pipeline = (SELECT id FROM pipeline WHERE name = ?)"
    private(set) var arguments: [any DatabaseValueConvertible]
    private let query: RunQuery

    init(_ query: RunQuery) {
        self.query = query
        arguments = [query.pipeline.rawValue]
        guard let wanted = query.condition else { return }
        condition += " AND \(sql(wanted))"
    }

    /// Numbers and versions of the page's runs, in order.
    var page: (sql: String, arguments: StatementArguments) {
        var all = arguments
        let column =
            switch query.sort {
            case .field(let field): "\"\(field.rawValue)\""
            case .setting: "CASE WHEN learner = ? THEN \(Self.setting) END"
            }
        if case .setting(let learner, let name) = query.sort { all += [learner.rawValue, name] }
        let order = query.order == .ascending ? "ASC" : "DESC"
        all += [max(0, query.limit), max(0, query.offset)]
        return (
            "SELECT number, version FROM run_index WHERE \(condition) "
                + "ORDER BY \(column) \(order) NULLS LAST, number \(order) LIMIT ? OFFSET ?",
            StatementArguments(all)
        )
    }

    private mutating func sql(_ condition: RunCondition) -> String {
        switch condition {
        case .comparison(let comparison): sql(comparison)
        case .all(let parts): joined(parts, by: " AND ", none: "1")
        case .any(let parts): joined(parts, by: " OR ", none: "0")
        }
    }

    private mutating func joined(_ parts: [RunCondition], by word: String, none: String) -> String {
        var words: [String] = []
        for part in parts { words.append(sql(part)) }
        return words.isEmpty ? none : "(\(words.joined(separator: word)))"
    }

    private mutating func sql(_ comparison: RunComparison) -> String {
        let value: any DatabaseValueConvertible =
            switch comparison.value {
            case .number(let number): number
            case .word(let word): word
            }
        let sign = comparison.operation.rawValue
        switch comparison.column {
        case .field(let field) where comparison.operation == .contains:
            arguments.append(value)
            return "instr(lower(\"\(field.rawValue)\"), lower(?)) > 0"
        case .field(let field):
            arguments.append(value)
            return "\"\(field.rawValue)\" \(sign) ?"
        case .setting(let learner, let name):
            // The learner first: only its runs are looked up.
            arguments += [learner.rawValue, name, value]
            return "(learner = ? AND \(Self.setting) \(sign) ?)"
        }
    }
}
