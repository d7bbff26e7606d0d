extension JSONReader {
    /// A checked string: where its content lies, and whether it must be rewritten.
    struct ScannedString {
        var range: Range<Int>
        var hasEscapes: Bool
    }

    /// Walks over a string with all checks of its content.
    mutating func scanString() throws(JSONError) -> ScannedString {
        skipBlanks()
        guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else {
            throw problem("a string is expected here")
        }
        let start = index + 1
        var place = start
        var hasEscapes = false
        while place < bytes.count {
            let byte = bytes[place]
            switch byte {
            case UInt8(ascii: "\""):
                advance(to: place + 1)
                return ScannedString(range: start..<place, hasEscapes: hasEscapes)
            case UInt8(ascii: "\\"):
                hasEscapes = true
                place = try endOfEscape(at: place)
            case 0..<0x20:
                throw JSONError(offset: place, sentence: "control characters in a string are written \\u00XX")
            case 0..<0x80: place += 1
            default:
                guard let length = bytes.lengthOfScalar(at: place) else {
                    throw JSONError(offset: place, sentence: "this byte is not valid UTF-8")
                }
                place += length
            }
        }
        throw JSONError(offset: place, sentence: "this string has no end")
    }

    /// What a checked string says.
    func text(of scanned: ScannedString) -> String {
        let content = UnsafeRawBufferPointer(rebasing: bytes[scanned.range])
        guard scanned.hasEscapes else { return String(decoding: content, as: UTF8.self) }
        var text = ""
        var place = scanned.range.lowerBound
        var plain = place
        while place < scanned.range.upperBound {
            guard bytes[place] == UInt8(ascii: "\\") else {
                place += 1
                continue
            }
            text += String(decoding: UnsafeRawBufferPointer(rebasing: bytes[plain..<place]), as: UTF8.self)
            text.unicodeScalars.append(escaped(at: &place))
            plain = place
        }
        text += String(decoding: UnsafeRawBufferPointer(rebasing: bytes[plain..<place]), as: UTF8.self)
        return text
    }

    private func endOfEscape(at place: Int) throws(JSONError) -> Int {
        guard place + 1 < bytes.count else { throw JSONError(offset: place, sentence: "this escape has no end") }
        switch bytes[place + 1] {
        case UInt8(ascii: "u"): break
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return place + 2
        default: throw JSONError(offset: place, sentence: "there is no such escape in JSON")
        }
        guard let unit = hexadecimal(at: place) else {
            throw JSONError(offset: place, sentence: "four hexadecimal digits are expected after \\u")
        }
        guard UTF16.isSurrogate(unit) else { return place + 6 }
        guard UTF16.isLeadSurrogate(unit), let trail = hexadecimal(at: place + 6), UTF16.isTrailSurrogate(trail) else {
            throw JSONError(offset: place, sentence: "half of a surrogate pair stands alone")
        }
        return place + 12
    }

    /// The code unit of the `\uXXXX` at a place; nil where there is none.
    private func hexadecimal(at place: Int) -> UInt16? {
        guard place + 6 <= bytes.count, bytes[place] == UInt8(ascii: "\\"), bytes[place + 1] == UInt8(ascii: "u") else {
            return nil
        }
        var unit: UInt16 = 0
        for digit in place + 2..<place + 6 {
            let value: UInt8
            switch bytes[digit] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = bytes[digit] - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): value = bytes[digit] - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): value = bytes[digit] - UInt8(ascii: "A") + 10
            default: return nil
            }
            unit = unit << 4 | UInt16(value)
        }
        return unit
    }

    /// The scalar of a checked escape; the place moves behind it.
    private func escaped(at place: inout Int) -> Unicode.Scalar {
        let letter = bytes[place + 1]
        guard letter == UInt8(ascii: "u") else {
            place += 2
            switch letter {
            case UInt8(ascii: "b"): return "\u{8}"
            case UInt8(ascii: "f"): return "\u{C}"
            case UInt8(ascii: "n"): return "\n"
            case UInt8(ascii: "r"): return "\r"
            case UInt8(ascii: "t"): return "\t"
            default: return Unicode.Scalar(letter)
            }
        }
        let unit = hexadecimal(at: place) ?? 0
        place += 6
        guard UTF16.isLeadSurrogate(unit) else { return Unicode.Scalar(unit) ?? "\u{FFFD}" }
        let trail = hexadecimal(at: place) ?? 0
        place += 6
        let code = 0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(trail) - 0xDC00)
        return Unicode.Scalar(code) ?? "\u{FFFD}"
    }
}
