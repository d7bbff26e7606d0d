import Domain
import Foundation

/// Finds every digest that stands in some bytes: 64 hexadecimal digits with none beside them.
struct DigestScan {
    private static let length = 64

    private(set) var found: Set<ContentDigest> = []

    /// - Complexity: O(bytes)
    mutating func read(_ data: Data) {
        var digits: [UInt8] = []
        for byte in data {
            if Self.isDigit(byte) {
                // More than a digest's length is none; one more tells that.
                if digits.count <= Self.length { digits.append(byte) }
            } else {
                take(digits)
                digits.removeAll(keepingCapacity: true)
            }
        }
        take(digits)
    }

    private mutating func take(_ digits: [UInt8]) {
        guard digits.count == Self.length,
            let digest = ContentDigest(hexadecimal: String(decoding: digits, as: UTF8.self))
        else { return }
        found.insert(digest)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (97...102).contains(byte)
    }
}
