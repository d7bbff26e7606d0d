import Domain
import Testing

struct SeededGeneratorTests {
    /// The first numbers of SplitMix64 with seed 1234567.
    @Test func givesTheNumbersOfItsSource() {
        var generator = SeededGenerator(seed: 1_234_567)

        let numbers = (0..<5).map { _ in generator.next() }

        #expect(
            numbers == [
                6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
                4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
            ])
    }

    @Test func goesOnAsTheOriginalAfterACopy() {
        var generator = SeededGenerator(seed: 7)
        _ = generator.next()
        var copy = generator

        #expect((0..<10).map { _ in generator.next() } == (0..<10).map { _ in copy.next() })
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func staysInsideItsBounds(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)

        for bound in 1...200 {
            #expect((0..<bound).contains(generator.index(below: bound)))
            #expect((0..<1).contains(generator.unitInterval()))
        }
    }

    @Test func drawsEvenly() {
        var generator = SeededGenerator(seed: 1)
        var counts = [Int](repeating: 0, count: 10)

        for _ in 0..<100_000 { counts[generator.index(below: 10)] += 1 }

        #expect(counts.allSatisfy { abs($0 - 10_000) < 500 })
    }
}
