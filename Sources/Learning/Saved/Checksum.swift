/// A checksum against damage, not against forgery.
enum Checksum {
    private static let table: [UInt64] = (0..<256).map { index in
        (0..<8).reduce(UInt64(index)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xC96C_5795_D787_0F42 : value >> 1 }
    }

    /// CRC-64/XZ (ECMA-182, reflected): finds every single flipped bit and every burst of up to 64.
    static func crc64(_ bytes: some Sequence<UInt8>) -> UInt64 {
        table.withUnsafeBufferPointer { table in
            ~bytes.reduce(UInt64.max) { $0 >> 8 ^ table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] }
        }
    }
}
