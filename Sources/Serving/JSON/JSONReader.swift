/// Reads JSON by pulling: the caller says what must come next, the bytes are walked once and nothing is kept.
///
///     try reader.beginObject()
///     while let key = try reader.nextKey() {
///         if key == "id" { id = try reader.string() } else { try reader.skipValue() }
///     }
///     try reader.finish()
///
/// It takes RFC 8259 strictly: no trailing commas, no comments, no control characters in strings, no lone surrogates,
/// valid UTF-8 only. The bytes must stay where they are while it reads.
struct JSONReader {
    /// What a value is, told by its first byte.
    enum Kind {
        case object
        case array
        case string
        case number
        case flag
        case null
    }

    /// Arrays and objects in one another beyond this are refused, so that no text can exhaust the stack.
    static let depthLimit = 32

    let bytes: UnsafeRawBufferPointer
    /// The next byte to be read.
    private(set) var index: Int
    private var depth = 0
    /// Whether the innermost array or object has had no element yet.
    private var isFirst = true

    init(_ bytes: UnsafeRawBufferPointer, at index: Int = 0) {
        self.bytes = bytes
        self.index = index
    }

    /// Tells what comes next, without taking it.
    mutating func peek() throws(JSONError) -> Kind {
        skipBlanks()
        guard index < bytes.count else { throw problem("the text ends where a value is expected") }
        switch bytes[index] {
        case UInt8(ascii: "{"): return .object
        case UInt8(ascii: "["): return .array
        case UInt8(ascii: "\""): return .string
        case UInt8(ascii: "t"), UInt8(ascii: "f"): return .flag
        case UInt8(ascii: "n"): return .null
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
        default: throw problem("this is not the beginning of a JSON value")
        }
    }

    mutating func beginObject() throws(JSONError) {
        try begin(UInt8(ascii: "{"), "an object is expected here: {\"key\": value}")
    }

    /// The next key of the object, its colon taken; nil at the object's end, which is taken too.
    mutating func nextKey() throws(JSONError) -> String? {
        guard try separate(until: UInt8(ascii: "}")) else { return nil }
        guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else {
            throw problem("a key in quotes is expected")
        }
        let key = try string()
        skipBlanks()
        try take(UInt8(ascii: ":"), "a colon is expected after a key")
        return key
    }

    mutating func beginArray() throws(JSONError) {
        try begin(UInt8(ascii: "["), "a list is expected here: [value, …]")
    }

    /// Whether the array has another element, which is next; its end is taken.
    mutating func nextElement() throws(JSONError) -> Bool {
        try separate(until: UInt8(ascii: "]"))
    }

    mutating func flag() throws(JSONError) -> Bool {
        skipBlanks()
        if takeWord("true") { return true }
        if takeWord("false") { return false }
        throw problem("true or false is expected here")
    }

    mutating func null() throws(JSONError) {
        skipBlanks()
        guard takeWord("null") else { throw problem("null is expected here") }
    }

    mutating func string() throws(JSONError) -> String {
        let scanned = try scanString()
        return text(of: scanned)
    }

    mutating func number() throws(JSONError) -> Double {
        let start = try startOfNumber()
        let scanned = try scanNumber()
        guard let value = scanned.value(in: bytes) else {
            throw JSONError(offset: start, sentence: "the number is too large; give one that fits a double")
        }
        return value
    }

    /// A number without fraction that fits 64 bits.
    mutating func integer() throws(JSONError) -> Int {
        let start = try startOfNumber()
        let scanned = try scanNumber()
        guard let value = scanned.integer else {
            throw JSONError(offset: start, sentence: "a whole number is expected here")
        }
        return value
    }

    /// Walks over one value of any kind, with all the checks of reading it.
    mutating func skipValue() throws(JSONError) {
        switch try peek() {
        case .object:
            try beginObject()
            while try nextKey() != nil { try skipValue() }
        case .array:
            try beginArray()
            while try nextElement() { try skipValue() }
        case .string: _ = try scanString()
        case .number: _ = try scanNumber()
        case .flag: _ = try flag()
        case .null: try null()
        }
    }

    /// Takes the end of the text.
    mutating func finish() throws(JSONError) {
        skipBlanks()
        guard index == bytes.count else { throw problem("the text goes on after its value; send one value") }
    }

    func problem(_ sentence: String) -> JSONError {
        JSONError(offset: index, sentence: sentence)
    }
}

extension JSONReader {
    mutating func skipBlanks() {
        while index < bytes.count {
            switch bytes[index] {
            case 0x20, 0x0A, 0x0D, 0x09: index += 1
            default: return
            }
        }
    }

    mutating func advance(to place: Int) {
        index = place
    }

    private mutating func startOfNumber() throws(JSONError) -> Int {
        guard try peek() == .number else { throw problem("a number is expected here") }
        return index
    }

    private mutating func begin(_ bracket: UInt8, _ sentence: String) throws(JSONError) {
        skipBlanks()
        try take(bracket, sentence)
        depth += 1
        guard depth <= Self.depthLimit else {
            throw problem("values lie in one another more than \(Self.depthLimit) deep")
        }
        isFirst = true
    }

    /// Takes the comma before the next element, or the bracket at the end.
    private mutating func separate(until bracket: UInt8) throws(JSONError) -> Bool {
        skipBlanks()
        guard index < bytes.count else { throw problem("the text ends within a list or an object") }
        if bytes[index] == bracket {
            index += 1
            depth -= 1
            isFirst = false
            return false
        }
        if isFirst {
            isFirst = false
        } else {
            try take(UInt8(ascii: ","), "a comma or a closing bracket is expected here")
            skipBlanks()
            if index < bytes.count, bytes[index] == bracket { throw problem("a value is expected after a comma") }
        }
        return true
    }

    private mutating func take(_ byte: UInt8, _ sentence: String) throws(JSONError) {
        guard index < bytes.count, bytes[index] == byte else { throw problem(sentence) }
        index += 1
    }

    private mutating func takeWord(_ word: StaticString) -> Bool {
        let count = word.utf8CodeUnitCount
        guard index + count <= bytes.count else { return false }
        for place in 0..<count where bytes[index + place] != word.utf8Start[place] { return false }
        index += count
        return true
    }
}
