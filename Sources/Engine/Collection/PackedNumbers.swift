import Foundation

/// Whole numbers that grow slowly, as the differences of neighbours in seven bits a byte, the lowest first.
enum PackedNumbers {
    /// Packed bytes that end in the middle of a number or hold one that is too large.
    struct Damaged: Error {}

    /// - Complexity: O(n); one or two bytes a number where neighbours lie close.
    static func pack(_ numbers: some Sequence<Int64>) -> Data {
        var bytes = Data()
        var last: Int64 = 0
        for number in numbers {
            let step = number &- last
            // The sign moves to the lowest bit, so that small steps back stay short.
            var rest = UInt64(bitPattern: (step << 1) ^ (step >> 63))
            while rest >= 0x80 {
                bytes.append(UInt8(rest & 0x7f) | 0x80)
                rest >>= 7
            }
            bytes.append(UInt8(rest))
            last = number
        }
        return bytes
    }

    static func unpack(_ bytes: Data) throws(Damaged) -> [Int64] {
        var numbers: [Int64] = []
        var (last, whole, shift): (Int64, UInt64, UInt64) = (0, 0, 0)
        for byte in bytes {
            guard shift < 64 else { throw Damaged() }
            whole |= UInt64(byte & 0x7f) << shift
            shift += 7
            guard byte & 0x80 == 0 else { continue }
            last &+= Int64(bitPattern: whole >> 1) ^ -Int64(bitPattern: whole & 1)
            numbers.append(last)
            (whole, shift) = (0, 0)
        }
        guard shift == 0 else { throw Damaged() }
        return numbers
    }
}
