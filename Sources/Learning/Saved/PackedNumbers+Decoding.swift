import Foundation

extension KeyedDecodingContainer {
    /// Numbers that were written with ``PackedNumbers/data(_:)``.
    func decodePacked(forKey key: Key) throws -> [Double] {
        guard let numbers = PackedNumbers.numbers(try decode(Data.self, forKey: key)) else {
            throw DecodingError.dataCorruptedError(
                forKey: key, in: self, debugDescription: "packed numbers whose length is no multiple of eight bytes")
        }
        return numbers
    }
}
