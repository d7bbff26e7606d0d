import Learning

extension ParameterValue {
    /// A choice as it is, a number to about three digits.
    var words: String {
        switch self {
        case .category(let choice): choice.hasSuffix(".0") ? String(choice.dropLast(2)) : choice
        case .int(let number): "\(number)"
        case .float(let number): Self.words(number)
        }
    }

    private static func words(_ number: Double) -> String {
        var (size, places) = (number.magnitude, 0)
        while size < 100, places < 6 {
            size *= 10
            places += 1
        }
        var text = Decimal.fixed(number, places)
        while places > 0, text.hasSuffix("0") || text.hasSuffix(".") {
            let isPoint = text.removeLast() == "."
            if isPoint { break }
        }
        return text
    }
}
