import Foundation

/// Messages as bytes and back: JSON whose numbers may be NaN or infinite.
enum ControlCoder {
    static func encode(_ message: some Encodable) throws(ControlError) -> Data {
        let encoder = JSONEncoder()
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        do {
            return try encoder.encode(message)
        } catch {
            throw .badFrame("\(error)")
        }
    }

    /// - Throws: ``ControlError/badFrame(_:)`` with the start of what was found.
    static func decode<Message: Decodable>(_ type: Message.Type, from frame: Data) throws(ControlError) -> Message {
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        do {
            return try decoder.decode(type, from: frame)
        } catch {
            throw .badFrame("\"\(String(decoding: frame.prefix(80), as: UTF8.self))\"")
        }
    }
}
