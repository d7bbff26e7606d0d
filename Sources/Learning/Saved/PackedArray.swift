import Foundation

/// A long array of numbers that is saved as bytes: exact, and many times smaller and quicker than numbers as text.
///
/// Little-endian IEEE 754, eight bytes a number.
struct PackedArray: Hashable, Codable, Sendable {
    var values: [Double]

    init(_ values: [Double] = []) {
        self.values = values
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let data = try container.decode(Data.self)
        guard data.count % 8 == 0 else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "\(data.count) bytes of packed numbers; a number has 8")
        }
        values = data.withUnsafeBytes { bytes in
            (0..<bytes.count / 8).map { index in
                let bits = bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self)
                return Double(bitPattern: UInt64(littleEndian: bits))
            }
        }
    }

    func encode(to encoder: any Encoder) throws {
        var data = Data(capacity: values.count * 8)
        for value in values {
            withUnsafeBytes(of: value.bitPattern.littleEndian) { data.append(contentsOf: $0) }
        }
        var container = encoder.singleValueContainer()
        try container.encode(data)
    }
}
