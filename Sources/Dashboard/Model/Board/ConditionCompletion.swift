import Domain

/// What the last word of a condition may become.
struct ConditionCompletion {
    /// Everything before the last word.
    let head: String
    let words: [String]

    /// - Parameters:
    ///   - text: The condition as far as it is typed.
    ///   - settings: Names of settings that runs have, as `LEARNER.SETTING`.
    init(_ text: String, settings: [String]) {
        let begun = text.reversed().prefix { $0.isLetter || $0.isNumber || "-._".contains($0) }
        head = String(text.dropLast(begun.count))
        let last = String(begun.reversed())
        let choices = Self.choices(after: head) ?? RunField.allCases.map(\.rawValue) + settings
        words = choices.filter { $0.hasPrefix(last) }
    }

    /// The words that may stand after a comparison's sign; nil where none stands last.
    private static func choices(after head: String) -> [String]? {
        let signs = "=!<>~"
        var rest = head[...]
        while rest.last == " " { rest.removeLast() }
        guard let sign = rest.last, signs.contains(sign) else { return nil }
        while let last = rest.last, signs.contains(last) || last == " " { rest.removeLast() }
        let name = String(rest.reversed().prefix { $0.isLetter }.reversed())
        return RunField(rawValue: name)?.choices ?? []
    }

    /// The text with as much of the word as is certain; nil where nothing completes it.
    var text: String? { words.commonPrefix.map { head + $0 } }
}
