import Domain
import Foundation
import Testing

struct ContentDigestTests {
    private let digits = String(repeating: "0123456789abcdef", count: 4)

    @Test func writesBytesAsDigits() {
        let bytes = (0..<32).map { UInt8($0 * 8) }

        let digest = ContentDigest(bytes: bytes)

        #expect(digest.hexadecimal == "0008101820283038404850586068707880889098a0a8b0b8c0c8d0d8e0e8f0f8")
        #expect(digest.short == "00081018")
    }

    @Test func readsItselfBackFromJSON() throws {
        let digest = try #require(ContentDigest(hexadecimal: digits))

        let text = try JSONEncoder().encode([digest])

        #expect(String(decoding: text, as: UTF8.self) == "[\"\(digits)\"]")
        #expect(try JSONDecoder().decode([ContentDigest].self, from: text) == [digest])
    }

    @Test(arguments: [
        "", "abc", String(repeating: "A", count: 64), String(repeating: "g", count: 64),
        String(repeating: "0", count: 63), String(repeating: "0", count: 65), String(repeating: "é", count: 32),
    ])
    func refusesWhatIsNoDigest(text: String) throws {
        let json = try JSONEncoder().encode([text])

        #expect(ContentDigest(hexadecimal: text) == nil)
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([ContentDigest].self, from: json) }
    }
}
