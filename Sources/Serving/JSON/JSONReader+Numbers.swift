extension JSONReader {
    /// A number's digits, as far as the fast way of reading it needs them.
    struct ScannedNumber {
        var range: Range<Int>
        var isNegative: Bool
        /// All digits as one number; wrong where there are more than 19.
        var digits: UInt64 = 0
        var digitCount = 0
        var fractionDigits = 0
        var exponent = 0
        var isWhole = true

        private static let powers: [Double] = [
            1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
            1e19,
            1e20, 1e21, 1e22,
        ]

        /// The nearest double, ties to even, as `strtod` reads it; nil where it overflows.
        ///
        /// Digits and power are both exact doubles in the usual case, so that one division rounds once.
        /// Source: Clinger, "How to Read Floating Point Numbers Accurately", PLDI 1990.
        func value(in bytes: UnsafeRawBufferPointer) -> Double? {
            let power = exponent - fractionDigits
            if digitCount <= 19, digits <= 1 << 53, power.magnitude <= 22 {
                let whole = Double(digits)
                let factor = Self.powers[Int(power.magnitude)]
                let magnitude = power < 0 ? whole / factor : whole * factor
                return isNegative ? -magnitude : magnitude
            }
            let text = String(decoding: UnsafeRawBufferPointer(rebasing: bytes[range]), as: UTF8.self)
            guard let value = Double(text), value.isFinite else { return nil }
            return value
        }

        /// The value where it has neither fraction nor exponent and fits 64 bits.
        var integer: Int? {
            guard isWhole, digitCount <= 19 else { return nil }
            return isNegative ? Int(exactly: -Int128(digits)) : Int(exactly: digits)
        }
    }

    /// Walks over a number, whose first byte is next.
    mutating func scanNumber() throws(JSONError) -> ScannedNumber {
        let start = index
        var number = ScannedNumber(range: start..<start, isNegative: bytes[start] == UInt8(ascii: "-"))
        var place = number.isNegative ? start + 1 : start
        let first = place
        digits(from: &place, into: &number)
        guard place > first else { throw JSONError(offset: place, sentence: "a digit is expected in a number") }
        if bytes[first] == UInt8(ascii: "0"), place > first + 1 {
            throw JSONError(offset: first, sentence: "a number does not begin with a needless 0")
        }
        if place < bytes.count, bytes[place] == UInt8(ascii: ".") {
            place += 1
            let point = place
            digits(from: &place, into: &number)
            guard place > point else { throw JSONError(offset: place, sentence: "a digit is expected after a point") }
            number.fractionDigits = place - point
            number.isWhole = false
        }
        if place < bytes.count, bytes[place] | 0x20 == UInt8(ascii: "e") {
            place += 1
            number.exponent = try exponent(from: &place)
            number.isWhole = false
        }
        number.range = start..<place
        advance(to: place)
        return number
    }

    private func digits(from place: inout Int, into number: inout ScannedNumber) {
        while place < bytes.count, case let digit = bytes[place] &- UInt8(ascii: "0"), digit < 10 {
            // Leading zeros say nothing; counting them would send 0.000…1 the slow way.
            if number.digits != 0 || digit != 0 { number.digitCount += 1 }
            number.digits = number.digits &* 10 &+ UInt64(digit)
            place += 1
        }
    }

    private func exponent(from place: inout Int) throws(JSONError) -> Int {
        var isNegative = false
        if place < bytes.count, bytes[place] == UInt8(ascii: "+") || bytes[place] == UInt8(ascii: "-") {
            isNegative = bytes[place] == UInt8(ascii: "-")
            place += 1
        }
        let first = place
        var value = 0
        while place < bytes.count, case let digit = bytes[place] &- UInt8(ascii: "0"), digit < 10 {
            // Beyond any double, whichever way: only whether it is small matters from here.
            value = min(value * 10 + Int(digit), 1_000_000)
            place += 1
        }
        guard place > first else { throw JSONError(offset: place, sentence: "a digit is expected in an exponent") }
        return isNegative ? -value : value
    }
}
