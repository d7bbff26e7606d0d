import Foundation

/// Long arrays as bytes inside a saved state: exact, and many times smaller and quicker than numbers as text.
enum PackedNumbers {
    /// Little-endian IEEE 754, eight bytes a number.
    static func data(_ numbers: [Double]) -> Data {
        var data = Data(capacity: numbers.count * 8)
        for number in numbers {
            withUnsafeBytes(of: number.bitPattern.littleEndian) { data.append(contentsOf: $0) }
        }
        return data
    }

    /// - Returns: The numbers; nil where the length is no multiple of eight.
    static func numbers(_ data: Data) -> [Double]? {
        guard data.count % 8 == 0 else { return nil }
        return data.withUnsafeBytes { bytes in
            (0..<bytes.count / 8).map { index in
                let bits = bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self)
                return Double(bitPattern: UInt64(littleEndian: bits))
            }
        }
    }
}
