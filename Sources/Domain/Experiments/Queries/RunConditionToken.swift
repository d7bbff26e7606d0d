/// A piece of a condition's text.
struct RunConditionToken: Hashable {
    enum Kind: Hashable {
        case word
        /// A word in quotes, which is never `and` or `or`.
        case quoted
        case comparison(RunComparison.Operation)
        case open
        case close
    }

    /// Signs of other languages, and what is written here.
    private static let foreign = [
        "==": "write = for equal", "&&": "write and", "||": "write or", "<>": "write !=", "=<": "write <=",
        "=>": "write >=", "!": "write != for unequal",
    ]

    var kind: Kind
    var text: String
    /// Counts the characters from 1.
    var place: Int

    /// Whether it is this word, whatever its capitals.
    func says(_ word: String) -> Bool { kind == .word && text.lowercased() == word }

    /// - Throws: ``RunConditionError`` at the first sign that is none of a condition.
    static func all(in text: String) throws(RunConditionError) -> [RunConditionToken] {
        let characters = Array(text)
        var tokens: [RunConditionToken] = []
        var index = 0
        while index < characters.count {
            guard !characters[index].isWhitespace else {
                index += 1
                continue
            }
            let token = try next(characters, from: index)
            tokens.append(token)
            index += token.text.count + (token.kind == .quoted ? 2 : 0)
        }
        return tokens
    }

    private static func next(_ characters: [Character], from index: Int) throws(RunConditionError) -> RunConditionToken
    {
        let first = characters[index]
        let place = index + 1
        switch first {
        case "(": return RunConditionToken(kind: .open, text: "(", place: place)
        case ")": return RunConditionToken(kind: .close, text: ")", place: place)
        case "\"", "'":
            let rest = characters[(index + 1)...]
            guard let end = rest.firstIndex(of: first) else {
                throw RunConditionError(
                    place: place, found: String(characters[index...]),
                    problem: "the quote has no end; close it with \(first)")
            }
            return RunConditionToken(kind: .quoted, text: String(rest[..<end]), place: place)
        default: break
        }
        let word = characters[index...].prefix { $0.isLetter || $0.isNumber || "-+._:/%".contains($0) }
        if !word.isEmpty { return RunConditionToken(kind: .word, text: String(word), place: place) }
        let sign = String(characters[index...].prefix { "=!<>~&|".contains($0) })
        if let operation = RunComparison.Operation(rawValue: sign) {
            return RunConditionToken(kind: .comparison(operation), text: sign, place: place)
        }
        throw RunConditionError(
            place: place, found: sign.isEmpty ? String(first) : sign,
            problem: foreign[sign] ?? "this sign means nothing here; put words that hold it in quotes")
    }
}
