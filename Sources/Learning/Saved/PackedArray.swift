import Foundation

/// A long array of numbers that is saved as ``PackedNumbers``.
struct PackedArray: Hashable, Codable, Sendable {
    var values: [Double]

    init(_ values: [Double] = []) {
        self.values = values
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let numbers = PackedNumbers.numbers(try container.decode(Data.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "packed numbers whose length is no multiple of eight bytes")
        }
        values = numbers
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(PackedNumbers.data(values))
    }
}
