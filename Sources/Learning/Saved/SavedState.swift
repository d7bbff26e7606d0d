import Foundation

/// The bytes of a learner, a detector or a model: one line that says what it is, then the state as JSON.
///
///     flywheel hoeffding-tree 1 5120 9f3c…
///
/// The line gives name, version, length and checksum of what follows, so that a file that was cut, flipped or written by
/// another version is refused before a byte of it is believed. The same state gives the same bytes.
package enum SavedState {
    private static let mark = "flywheel"
    private static let longestLine = 200

    /// - Throws: ``SavedStateError/unwritable(_:)`` where the state cannot be encoded.
    package static func encode<State: Saved>(_ state: State) throws(SavedStateError) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        let payload: Data
        do {
            payload = try encoder.encode(state)
        } catch {
            throw .unwritable("\(error)")
        }
        let checksum = String(Checksum.crc64(payload), radix: 16)
        let line = "\(mark) \(State.savedName) \(State.savedVersion) \(payload.count) \(checksum)\n"
        return Array(line.utf8) + payload
    }

    /// Reads a state back.
    ///
    /// - Throws: ``SavedStateError`` that says what is wrong with the bytes.
    package static func decode<State: Saved>(
        _ type: State.Type = State.self, from bytes: some Collection<UInt8>
    ) throws(SavedStateError) -> State {
        guard let end = bytes.prefix(longestLine).firstIndex(of: UInt8(ascii: "\n")) else { throw .notAState }
        let words = String(decoding: bytes[..<end], as: UTF8.self).split(separator: " ")
        guard words.count == 5, words[0] == mark, let version = Int(words[2]), let length = Int(words[3]) else {
            throw .notAState
        }
        guard words[1] == State.savedName else {
            throw .otherKind(expected: State.savedName, found: String(words[1]))
        }
        guard version == State.savedVersion else {
            throw .otherVersion(name: State.savedName, expected: State.savedVersion, found: version)
        }
        let payload = Data(bytes[bytes.index(after: end)...])
        guard payload.count == length else { throw .truncated(expected: length, found: payload.count) }
        // Compared as written: as a number, `A` for `a` would go unnoticed.
        guard String(Checksum.crc64(payload), radix: 16) == words[4] else { throw .damaged }
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        do {
            return try decoder.decode(State.self, from: payload)
        } catch {
            throw .unreadable("\(error)")
        }
    }
}
