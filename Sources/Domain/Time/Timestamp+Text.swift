extension Timestamp: CustomStringConvertible {
    /// `1996-05-07T00:30:00Z`; milliseconds only where there are some.
    package var description: String {
        let parts = calendar
        let date = "\(Self.padded(parts.year, 4))-\(Self.padded(parts.month, 2))-\(Self.padded(parts.day, 2))"
        let time = "\(Self.padded(parts.hour, 2)):\(Self.padded(parts.minute, 2)):\(Self.padded(parts.second, 2))"
        let fraction = parts.millisecond == 0 ? "" : ".\(Self.padded(parts.millisecond, 3))"
        return "\(date)T\(time)\(fraction)Z"
    }

    private static func padded(_ value: Int, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// Reads `YYYY-MM-DD`, optionally followed by `T` or a blank and `HH:MM[:SS[.fraction]]`, and `Z` or `±HH:MM`.
    ///
    /// A text without an offset is taken as UTC. Nil for anything else.
    ///
    /// - Complexity: O(length)
    package init?(_ text: some StringProtocol) {
        var text = String(text)
        let parsed: Timestamp? = text.withUTF8 { bytes in
            var reader = TimestampReader(bytes: bytes)
            return reader.read()
        }
        guard let parsed else { return nil }
        self = parsed
    }
}

/// Walks the bytes of a date and time.
private struct TimestampReader {
    let bytes: UnsafeBufferPointer<UInt8>
    var index = 0

    init(bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    mutating func read() -> Timestamp? {
        guard let year = number(4), skip("-"), let month = number(2), skip("-"), let day = number(2) else { return nil }
        if index == bytes.count { return Timestamp(year: year, month: month, day: day) }
        guard skip("T") || skip(" "), let hour = number(2), skip(":"), let minute = number(2) else { return nil }
        var second = 0
        var millisecond = 0
        if skip(":") {
            guard let read = number(2) else { return nil }
            second = read
            if skip(".") {
                guard let read = fraction() else { return nil }
                millisecond = read
            }
        }
        guard let offset = offsetMinutes(), index == bytes.count,
            let moment = Timestamp(
                year: year, month: month, day: day, hour: hour, minute: minute, second: second, millisecond: millisecond
            )
        else { return nil }
        return Timestamp(rawValue: moment.rawValue - Int64(offset) * 60_000)
    }

    private mutating func number(_ digits: Int) -> Int? {
        guard index + digits <= bytes.count else { return nil }
        var value = 0
        for _ in 0..<digits {
            let digit = Int(bytes[index]) - 48
            guard (0...9).contains(digit) else { return nil }
            value = value * 10 + digit
            index += 1
        }
        return value
    }

    private mutating func fraction() -> Int? {
        var value = 0
        var digits = 0
        while index < bytes.count, case let digit = Int(bytes[index]) - 48, (0...9).contains(digit) {
            if digits < 3 { value = value * 10 + digit }
            digits += 1
            index += 1
        }
        guard digits > 0 else { return nil }
        for _ in min(digits, 3)..<3 { value *= 10 }
        return value
    }

    private mutating func offsetMinutes() -> Int? {
        if index == bytes.count || skip("Z") { return 0 }
        let sign = skip("+") ? 1 : (skip("-") ? -1 : 0)
        guard sign != 0, let hours = number(2) else { return nil }
        _ = skip(":")
        guard let minutes = number(2) else { return nil }
        return sign * (hours * 60 + minutes)
    }

    private mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard index < bytes.count, bytes[index] == UInt8(ascii: character) else { return false }
        index += 1
        return true
    }
}
