import Learning

/// Bytes of a saved state that were cut, flipped or written by another version are refused, each for its own reason.
enum SavedBytesSuite {
    /// - Parameters:
    ///   - type: What the bytes hold.
    ///   - bytes: Whole and sound.
    /// - Returns: One sentence for each damage that is not refused as it should be.
    static func violations<State: Saved>(_ type: State.Type, _ bytes: [UInt8]) -> [String] {
        guard let line = bytes.firstIndex(of: UInt8(ascii: "\n")) else { return ["its bytes have no first line"] }
        let length = bytes.count - line - 1
        var found = refusal(type, Array(bytes.dropLast()), .truncated(expected: length, found: length - 1))
        found += refusal(type, Array(bytes.prefix(line + 1)), .truncated(expected: length, found: 0))
        found += refusal(type, Array(bytes.prefix(line)), .notAState)
        for step in 1...4 {
            var flipped = bytes
            flipped[line + length * step / 4] ^= 1 << step
            found += refusal(type, flipped, .damaged)
        }
        for place in 0...line where flipIsTaken(type, bytes, at: place) {
            found.append("it reads bytes whose first line has a flipped bit in byte \(place)")
        }
        return found + otherVersion(type, bytes, line: line)
    }

    private static func otherVersion<State: Saved>(_ type: State.Type, _ bytes: [UInt8], line: Int) -> [String] {
        let version = State.savedVersion
        var words = String(decoding: bytes[..<line], as: UTF8.self).split(separator: " ").map(String.init)
        words[2] = "\(version + 1)"
        let other = Array(words.joined(separator: " ").utf8) + bytes[line...]
        return refusal(
            type, other, .otherVersion(name: State.savedName, expected: version, found: version + 1))
    }

    private static func flipIsTaken<State: Saved>(_ type: State.Type, _ bytes: [UInt8], at place: Int) -> Bool {
        (0..<8).contains { bit in
            var flipped = bytes
            flipped[place] ^= 1 << bit
            do throws(SavedStateError) {
                _ = try SavedState.decode(type, from: flipped)
                return true
            } catch {
                return false
            }
        }
    }

    private static func refusal<State: Saved>(
        _ type: State.Type, _ bytes: [UInt8], _ expected: SavedStateError
    ) -> [String] {
        do throws(SavedStateError) {
            _ = try SavedState.decode(type, from: bytes)
            return ["it reads bytes although \(expected)"]
        } catch {
            return error == expected ? [] : ["bytes are refused with “\(error)” and not “\(expected)”"]
        }
    }
}
