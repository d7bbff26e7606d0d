/// A SHA-256 digest: names datasets, models and decisions by their content.
package struct ContentDigest: Hashable, Codable, Sendable, CustomStringConvertible {
    /// 64 lower-case hexadecimal digits.
    package let hexadecimal: String

    package init?(hexadecimal: String) {
        guard hexadecimal.utf8.count == 64,
            hexadecimal.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) })
        else { return nil }
        self.hexadecimal = hexadecimal
    }

    /// Wraps the 32 bytes that SHA-256 gave.
    ///
    /// - Precondition: `bytes` has 32 elements.
    package init(bytes: [UInt8]) {
        precondition(bytes.count == 32, "ContentDigest needs 32 bytes, got \(bytes.count)")
        let digits = Array("0123456789abcdef".utf8)
        hexadecimal = String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    package var description: String { hexadecimal }

    /// The first eight digits, for the screen.
    package var short: String { String(hexadecimal.prefix(8)) }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let digest = ContentDigest(hexadecimal: text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a SHA-256 digest: \(text)")
        }
        self = digest
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(hexadecimal)
    }
}

/// The port through which rooms reach SHA-256: 32 bytes for any bytes, the system's cryptographic library behind it.
package typealias SHA256Function = @Sendable ([UInt8]) -> [UInt8]
