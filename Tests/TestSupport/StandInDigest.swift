package import Domain

/// 32 bytes that depend on every byte: enough to tell contents apart in a test, not against an enemy.
package enum StandInDigest {
    package static let function: SHA256Function = { bytes in
        var state: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { state = (state ^ UInt64(byte)) &* 0x100_0000_01b3 }
        var generator = SeededGenerator(seed: state)
        return (0..<4).flatMap { _ in
            let word = generator.next()
            return (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) }
        }
    }

    package static func digest(of text: String) -> ContentDigest {
        ContentDigest(bytes: function(Array(text.utf8)))
    }
}
