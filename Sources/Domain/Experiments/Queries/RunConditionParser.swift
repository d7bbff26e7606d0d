/// Reads a condition: comparisons joined by `and` and `or`, `and` first, with parentheses.
package struct RunConditionParser {
    private static let deepest = 40

    private let task: LearningTask
    private let settings: [Learner: [String]]
    private var rest: ArraySlice<RunConditionToken>

    /// - Parameters:
    ///   - text: Such as `score > 0.9 and (learner = linear or rows >= 500)`.
    ///   - task: The pipeline's, for the names of its metric.
    ///   - settings: The names that each learner's settings have; of a learner that is not among them any name will do.
    /// - Returns: What it says.
    /// - Throws: ``RunConditionError`` at the first place that cannot be read.
    package static func condition(
        _ text: String, task: LearningTask, settings: [Learner: [String]] = [:]
    ) throws(RunConditionError) -> RunCondition {
        var parser = RunConditionParser(
            task: task, settings: settings, rest: try RunConditionToken.all(in: text)[...])
        let condition = try parser.any(depth: 0)
        guard let left = parser.rest.first else { return condition }
        throw RunConditionError(
            place: left.place, found: left.text,
            problem: left.kind == .close
                ? "no parenthesis is open; take this one away" : "write and or or between two comparisons")
    }

    private mutating func any(depth: Int) throws(RunConditionError) -> RunCondition {
        var parts = [try all(depth: depth)]
        while rest.first?.says("or") == true {
            rest.removeFirst()
            parts.append(try all(depth: depth))
        }
        return parts.count == 1 ? parts[0] : .any(parts)
    }

    private mutating func all(depth: Int) throws(RunConditionError) -> RunCondition {
        var parts = [try single(depth: depth)]
        while rest.first?.says("and") == true {
            rest.removeFirst()
            parts.append(try single(depth: depth))
        }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    private mutating func single(depth: Int) throws(RunConditionError) -> RunCondition {
        guard let open = rest.first, open.kind == .open else { return .comparison(try comparison()) }
        guard depth < Self.deepest else {
            throw RunConditionError(
                place: open.place, found: open.text,
                problem: "parentheses are \(Self.deepest) deep already; write the condition flatter")
        }
        rest.removeFirst()
        let inside = try any(depth: depth + 1)
        guard let close = rest.first, close.kind == .close else {
            throw problem("the parenthesis of character \(open.place) is open; write and, or, or )")
        }
        rest.removeFirst()
        return inside
    }

    private mutating func comparison() throws(RunConditionError) -> RunComparison {
        guard let name = rest.first, name.kind == .word, !name.says("and"), !name.says("or") else {
            throw problem("a column's name is missing; write a comparison such as score > 0.9")
        }
        let column = try RunColumn(name.text, task: task, settings: settings, place: name.place)
        rest.removeFirst()
        guard let sign = rest.first, case .comparison(let operation) = sign.kind else {
            throw problem("a comparison is missing after \(name.text); write one of = != < <= > >= ~")
        }
        try check(operation, sign, column)
        rest.removeFirst()
        guard let word = rest.first, word.kind == .word || word.kind == .quoted else {
            throw problem("a value is missing after \(name.text) \(sign.text); write a number or a word")
        }
        let value = try value(word, column, operation)
        rest.removeFirst()
        return RunComparison(column: column, operation: operation, value: value)
    }

    private func check(
        _ operation: RunComparison.Operation, _ sign: RunConditionToken, _ column: RunColumn
    ) throws(RunConditionError) {
        switch operation {
        case .equal, .unequal: return
        case .contains where column.isNumber:
            throw RunConditionError(
                place: sign.place, found: sign.text, problem: "\(column.name) is a number; use = != < <= > or >=")
        case .less, .atMost, .greater, .atLeast:
            guard !column.isNumber else { return }
            throw RunConditionError(
                place: sign.place, found: sign.text, problem: "\(column.name) is a word; use = != or ~")
        case .contains: return
        }
    }

    private func value(
        _ token: RunConditionToken, _ column: RunColumn, _ operation: RunComparison.Operation
    ) throws(RunConditionError) -> RunValue {
        guard column.isNumber else {
            if case .field(let field) = column, operation != .contains, !field.choices.isEmpty,
                !field.choices.contains(token.text)
            {
                throw RunConditionError(
                    place: token.place, found: token.text,
                    problem: RunColumn.unknown(field.rawValue, token.text, among: field.choices))
            }
            return .word(token.text)
        }
        let isVersion = column == .field(.version)
        let digits = isVersion && token.text.hasPrefix("v") ? String(token.text.dropFirst()) : token.text
        guard let number = Double(digits), number.isFinite else {
            throw RunConditionError(
                place: token.place, found: token.text,
                problem: "\(column.name) is a number; write one such as \(isVersion ? "3 or v3" : "0.9")")
        }
        return .number(number)
    }

    /// A problem with the next token, or at the end.
    private func problem(_ sentence: String) -> RunConditionError {
        RunConditionError(place: rest.first?.place ?? 0, found: rest.first?.text ?? "", problem: sentence)
    }
}
