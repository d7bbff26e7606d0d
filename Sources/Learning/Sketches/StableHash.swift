/// A hash of text that is the same on every machine, in every run and in every version of this program.
///
///     StableHash.hash("Zürich")
///
/// Swift's own hash differs from run to run, so nothing that is saved may depend on it. Text is hashed as the UTF-8 bytes
/// it holds: two spellings of one letter are two texts.
///
/// Source: Aumasson, Bernstein, "SipHash: a fast short-input PRF", INDOCRYPT 2012 (SipHash-2-4).
package enum StableHash {
    private static let defaultKey: (UInt64, UInt64) = (0x666c_7977_6865_656c, 0x7374_6162_6c65_2e31)

    /// - Parameters:
    ///   - text: Any text, also an empty one.
    ///   - seed: Another seed is another hash function.
    /// - Returns: 64 bits, each of which depends on every bit of the text.
    /// - Complexity: O(bytes)
    package static func hash(_ text: String, seed: UInt64 = 0) -> UInt64 {
        hash(text.utf8, key: (defaultKey.0, defaultKey.1 ^ seed))
    }

    /// The hash of bytes under a key of 128 bits.
    static func hash(_ bytes: some Sequence<UInt8>, key: (UInt64, UInt64)) -> UInt64 {
        var state = State(key: key)
        var (word, count) = (UInt64(0), UInt64(0))
        for byte in bytes {
            word |= UInt64(byte) << (8 * (count & 7))
            count += 1
            guard count & 7 == 0 else { continue }
            state.take(word)
            word = 0
        }
        state.take(word | count << 56)
        return state.finish()
    }

    private struct State {
        private var v0: UInt64
        private var v1: UInt64
        private var v2: UInt64
        private var v3: UInt64

        init(key: (UInt64, UInt64)) {
            v0 = key.0 ^ 0x736f_6d65_7073_6575
            v1 = key.1 ^ 0x646f_7261_6e64_6f6d
            v2 = key.0 ^ 0x6c79_6765_6e65_7261
            v3 = key.1 ^ 0x7465_6462_7974_6573
        }

        mutating func take(_ word: UInt64) {
            v3 ^= word
            round()
            round()
            v0 ^= word
        }

        mutating func finish() -> UInt64 {
            v2 ^= 0xff
            for _ in 0..<4 { round() }
            return v0 ^ v1 ^ v2 ^ v3
        }

        private mutating func round() {
            v0 &+= v1
            v1 = Self.turned(v1, by: 13) ^ v0
            v0 = Self.turned(v0, by: 32)
            v2 &+= v3
            v3 = Self.turned(v3, by: 16) ^ v2
            v0 &+= v3
            v3 = Self.turned(v3, by: 21) ^ v0
            v2 &+= v1
            v1 = Self.turned(v1, by: 17) ^ v2
            v2 = Self.turned(v2, by: 32)
        }

        private static func turned(_ word: UInt64, by bits: UInt64) -> UInt64 { word << bits | word >> (64 - bits) }
    }
}
