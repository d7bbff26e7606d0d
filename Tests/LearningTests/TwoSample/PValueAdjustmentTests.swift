import Domain
import Testing

@testable import Learning

struct PValueAdjustmentTests {
    @Test func benjaminiHochbergEqualsTheReference() throws {
        let golden = try GoldenSamples.file().adjustments

        let adjusted = try PValueAdjustment.benjaminiHochberg(golden.p)

        #expect(zip(adjusted, golden.benjaminiHochberg).allSatisfy { ($0 - $1).magnitude < 1e-12 })
    }

    @Test func holmEqualsTheReference() throws {
        let golden = try GoldenSamples.file().adjustments

        let adjusted = try PValueAdjustment.holm(golden.p)

        #expect(zip(adjusted, golden.holm).allSatisfy { ($0 - $1).magnitude < 1e-12 })
    }

    @Test func nothingStaysNothing() throws {
        #expect(try PValueAdjustment.benjaminiHochberg([]).isEmpty)
        #expect(try PValueAdjustment.holm([]).isEmpty)
    }

    @Test func refusesWhatIsNoProbability() {
        #expect(throws: SampleError.pValue(index: 1, value: 1.5)) {
            try PValueAdjustment.benjaminiHochberg([0.5, 1.5])
        }
        #expect(throws: SampleError.self) { try PValueAdjustment.holm([.nan]) }
    }
}
