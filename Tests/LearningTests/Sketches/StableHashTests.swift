import Domain
import Testing

@testable import Learning

/// The paper's own test vectors, and that every bit of the text reaches every bit of the hash.
struct StableHashTests {
    private let key: (UInt64, UInt64) = (0x0706_0504_0302_0100, 0x0f0e_0d0c_0b0a_0908)

    @Test(arguments: [(0, UInt64(0x726f_db47_dd0e_0e31)), (8, 0x93f5_f579_9a93_2462), (15, 0xa129_ca61_49be_45e5)])
    func agreesWithThePaper(length: Int, expected: UInt64) {
        #expect(StableHash.hash((0..<length).map { UInt8($0) }, key: key) == expected)
    }

    @Test func neverChanges() {
        #expect(StableHash.hash("") == 12_319_023_227_444_981_160)
        #expect(StableHash.hash("Zürich") == 15_881_288_834_092_689_620)
        #expect(StableHash.hash("Zürich", seed: 1) != StableHash.hash("Zürich"))
    }

    @Test func changesHalfItsBitsWithOneBitOfTheText() {
        var generator = SeededGenerator(seed: 3)
        var flips = Array(repeating: 0, count: 64)
        let rounds = 4_000
        for _ in 0..<rounds {
            var bytes = (0..<(1 + generator.index(below: 20))).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
            let before = StableHash.hash(bytes, key: key)
            bytes[generator.index(below: bytes.count)] ^= 1 << UInt8(generator.index(below: 8))
            let changed = before ^ StableHash.hash(bytes, key: key)
            for bit in 0..<64 { flips[bit] += Int(changed >> UInt64(bit) & 1) }
        }

        // Five standard deviations of a fair coin are 0.04.
        #expect(flips.allSatisfy { abs(Double($0) / Double(rounds) - 0.5) < 0.04 })
    }
}
