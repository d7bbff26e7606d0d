import Testing

@testable import Serving

struct JSONReaderTests {
    @Test(arguments: [
        "0", "-0", "1", "-1", "10", "0.1", "-0.5e-3", "1e5", "1E+5", "123456789012345678901234567890",
        "9007199254740993",
        "2.2250738585072011e-308", "4.9e-324", "1e-400", "1.7976931348623157e308", "0.000000000000000000000001",
        "8.589973e9", "3.0517578125e-5", "18446744073709551615", "18446744073709551616", "1e22", "1e23",
        "0e999999999999",
        "100000000000000000000000000000000000000000000000000e-50",
        "0.1000000000000000055511151231257827021181583404541015625",
    ])
    func readsNumbersToTheNearestDouble(text: String) throws {
        let value = try reading(text) { reader throws(JSONError) in try reader.number() }

        #expect(value.bitPattern == (try #require(Double(text))).bitPattern)
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func readsBackWhatIsWritten(seed: UInt64) throws {
        var generator = SplitMix(state: seed)

        for _ in 0..<50 {
            let value = Double(bitPattern: generator.next())
            guard value.isFinite else { continue }
            var writer = JSONWriter()
            writer.number(value)
            let text = writer.text
            let read = try reading(text) { reader throws(JSONError) in try reader.number() }
            #expect(read.bitPattern == value.bitPattern)
        }
    }

    @Test(arguments: [
        ("01", 0), ("1.", 2), (".5", 0), ("-", 1), ("+1", 0), ("1e", 2), ("1e+", 3), ("1e999", 0), ("-1e309", 0),
        ("NaN", 0), ("Infinity", 0), ("0x10", 1), ("1 2", 2), ("", 0), ("tru", 0), ("nul", 0), ("[1,]", 3),
        ("[1 2]", 3),
        ("[,1]", 1), ("[1", 2), ("{\"a\":1,}", 7), ("{\"a\" 1}", 5), ("{a:1}", 1), ("{\"a\"", 4), ("\"a", 2),
        ("'a'", 0),
        ("\"\u{1}\"", 1), ("\"\\x\"", 1), ("\"\\u12g4\"", 1), ("\"\\ud800\"", 1), ("\"\\ud800\\u0041\"", 1),
        ("\"\\udc00\"", 1), ("[1]//", 3), ("\u{FEFF}1", 0),
    ])
    func refusesWithThePlace(text: String, offset: Int) {
        #expect {
            try reading(text) { reader throws(JSONError) in
                if try reader.peek() == .number { _ = try reader.number() } else { try reader.skipValue() }
            }
        } throws: {
            ($0 as? JSONError)?.offset == offset
        }
    }

    @Test(arguments: [
        [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x80, 0x80, 0x80],
        [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0x80], [0xC3], [0xE2, 0x82], [0xFF],
    ])
    func refusesBytesThatAreNotUTF8(bytes: [UInt8]) {
        let text = [0x22, 0x61] + bytes + [0x22]

        #expect(throws: JSONError(offset: 2, sentence: "this byte is not valid UTF-8")) {
            try reading(text) { reader throws(JSONError) in try reader.string() }
        }
    }

    @Test(arguments: [
        ("\"\"", ""), ("\"a\\n\\t\\\"\\\\\\/\\b\\f\\r\"", "a\n\t\"\\/\u{8}\u{C}\r"), ("\"\\u00e9\\u0000\"", "é\u{0}"),
        ("\"\\ud83d\\ude00 \\uD83D\\uDE00\"", "😀 😀"), ("\"grüße 日本 😀\"", "grüße 日本 😀"),
    ])
    func readsStrings(text: String, expected: String) throws {
        #expect(try reading(text) { reader throws(JSONError) in try reader.string() } == expected)
    }

    @Test func writesStringsThatReadBack() throws {
        let text = "a\"\\\n\r\t\u{1}\u{1F}é😀"
        var writer = JSONWriter()
        writer.string(text)

        let written = writer.text

        #expect(written == "\"a\\\"\\\\\\n\\r\\t\\u0001\\u001fé😀\"")
        #expect(try reading(written) { reader throws(JSONError) in try reader.string() } == text)
    }

    @Test func refusesValuesTooDeep() {
        let text = String(repeating: "[", count: 100_000)

        #expect(throws: JSONError(offset: 33, sentence: "values lie in one another more than 32 deep")) {
            try reading(text) { reader throws(JSONError) in try reader.skipValue() }
        }
    }

    @Test func walksOverWhatIsNotAskedFor() throws {
        let text = "{\"a\":[1,{\"b\":null}],\"c\":{\"d\":[[],{}]},\"e\":true,\"f\":\"x\"} "

        let keys = try reading(text) { reader throws(JSONError) in
            var keys: [String] = []
            try reader.beginObject()
            while let key = try reader.nextKey() {
                keys.append(key)
                try reader.skipValue()
            }
            return keys
        }

        #expect(keys == ["a", "c", "e", "f"])
    }

    private func reading<Value>(
        _ text: String, _ read: (inout JSONReader) throws(JSONError) -> Value
    ) throws -> Value {
        try reading(Array(text.utf8), read)
    }

    private func reading<Value>(
        _ bytes: [UInt8], _ read: (inout JSONReader) throws(JSONError) -> Value
    ) throws -> Value {
        try bytes.withUnsafeBytes { bytes in
            var reader = JSONReader(bytes)
            let value = try read(&reader)
            try reader.finish()
            return value
        }
    }
}
