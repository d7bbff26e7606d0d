extension UnsafeRawBufferPointer {
    /// How many bytes the character that begins here has; nil where the bytes are not valid UTF-8.
    ///
    /// Source: The Unicode Standard 15.0, table 3-7, "Well-Formed UTF-8 Byte Sequences".
    func lengthOfScalar(at place: Int) -> Int? {
        let lead = self[place]
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch lead {
        case 0x00...0x7F: return 1
        case 0xC2...0xDF: length = 2
        case 0xE0...0xEF:
            length = 3
            if lead == 0xE0 { second = 0xA0...0xBF }
            if lead == 0xED { second = 0x80...0x9F }
        case 0xF0...0xF4:
            length = 4
            if lead == 0xF0 { second = 0x90...0xBF }
            if lead == 0xF4 { second = 0x80...0x8F }
        default: return nil
        }
        guard place + length <= count, second.contains(self[place + 1]) else { return nil }
        for next in place + 2..<Swift.max(place + length, place + 2) where self[next] & 0xC0 != 0x80 { return nil }
        return length
    }

    /// The bytes as text; nil where they are not valid UTF-8.
    var checkedText: String? {
        var place = 0
        while place < count {
            guard let length = lengthOfScalar(at: place) else { return nil }
            place += length
        }
        return String(decoding: self, as: UTF8.self)
    }
}
