import NIOCore

/// Writes JSON into a buffer; commas come by themselves.
///
///     writer.beginObject()
///     writer.key("id")
///     writer.string("7")
///     writer.endObject()      // {"id":"7"}
struct JSONWriter {
    private(set) var buffer: ByteBuffer
    private var needsComma = false

    init(_ buffer: ByteBuffer = ByteBuffer()) {
        self.buffer = buffer
    }

    /// What has been written.
    var text: String { String(buffer: buffer) }

    mutating func beginObject() { open(UInt8(ascii: "{")) }
    mutating func endObject() { close(UInt8(ascii: "}")) }
    mutating func beginArray() { open(UInt8(ascii: "[")) }
    mutating func endArray() { close(UInt8(ascii: "]")) }

    /// A key that needs no escapes.
    mutating func key(_ key: StaticString) {
        separate()
        buffer.writeInteger(UInt8(ascii: "\""))
        buffer.writeStaticString(key)
        buffer.writeStaticString("\":")
        needsComma = false
    }

    mutating func string(_ text: String) {
        separate()
        buffer.writeInteger(UInt8(ascii: "\""))
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
            buffer.writeString(text)
        } else {
            escape(text)
        }
        buffer.writeInteger(UInt8(ascii: "\""))
    }

    mutating func strings(_ texts: some Sequence<String>) {
        beginArray()
        for text in texts { string(text) }
        endArray()
    }

    /// The shortest digits that read back as the same number.
    ///
    /// - Precondition: `value` is finite: JSON has no other numbers.
    mutating func number(_ value: Double) {
        precondition(value.isFinite, "JSONWriter.number: \(value) cannot be written")
        separate()
        buffer.writeString(value.description)
    }

    mutating func integer(_ value: Int) {
        separate()
        buffer.writeString(String(value))
    }

    mutating func flag(_ value: Bool) {
        separate()
        buffer.writeStaticString(value ? "true" : "false")
    }

    mutating func null() {
        separate()
        buffer.writeStaticString("null")
    }

    private mutating func open(_ bracket: UInt8) {
        separate()
        buffer.writeInteger(bracket)
        needsComma = false
    }

    private mutating func close(_ bracket: UInt8) {
        buffer.writeInteger(bracket)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { buffer.writeInteger(UInt8(ascii: ",")) }
        needsComma = true
    }

    private mutating func escape(_ text: String) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): buffer.writeStaticString("\\\"")
            case UInt8(ascii: "\\"): buffer.writeStaticString("\\\\")
            case UInt8(ascii: "\n"): buffer.writeStaticString("\\n")
            case UInt8(ascii: "\r"): buffer.writeStaticString("\\r")
            case UInt8(ascii: "\t"): buffer.writeStaticString("\\t")
            case 0..<0x20:
                buffer.writeStaticString("\\u00")
                buffer.writeString(byte < 0x10 ? "0" : "")
                buffer.writeString(String(byte, radix: 16))
            default: buffer.writeInteger(byte)
            }
        }
    }
}
