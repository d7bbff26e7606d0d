import Domain
import Testing

@testable import Learning

struct EValueTests {
    @Test func multipliesAndAverages() throws {
        let values = [try EValue(4), try EValue(0.5), try EValue(10)]

        let average = try #require(EValue.average(values))

        #expect((EValue.product(values).value - 20).magnitude < 1e-12)
        #expect((average.value - 14.5 / 3).magnitude < 1e-12)
    }

    @Test func hasAProductAndNoAverageOfNothing() {
        #expect(EValue.product([]).value == 1)
        #expect(EValue.average([]) == nil)
    }

    @Test func averagesZerosToZero() throws {
        let zero = try EValue(0)

        #expect(EValue.average([zero, zero])?.value == 0)
    }

    @Test func staysExactFarBeyondTheGreatestNumber() throws {
        let many = Array(repeating: try EValue(logarithm: 700), count: 1_000)

        #expect(EValue.product(many).logarithm == 700_000)
        #expect(EValue.average(many)?.logarithm == 700)
    }

    @Test func givesAPValueOfAtMostOne() throws {
        #expect(try EValue(0.2).pValue == 1)
        #expect((try EValue(20).pValue - 0.05).magnitude < 1e-15)
    }

    @Test(arguments: [-0.1, .infinity, -.infinity])
    func refusesWhatIsNone(value: Double) {
        #expect(throws: EvidenceError.notAnEValue(value)) { try EValue(value) }
    }

    @Test func refusesNaN() {
        #expect(throws: EvidenceError.self) { try EValue(.nan) }
        #expect(throws: EvidenceError.self) { try EValue(logarithm: .nan) }
    }
}
