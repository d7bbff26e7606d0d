import Domain
import Testing

struct TimeSpanTests {
    @Test(arguments: [
        ("30m", 1_800_000), ("1h30m", 5_400_000), ("30d", 2_592_000_000), ("2w", 1_209_600_000), ("250ms", 250),
        ("1d2h3m4s5ms", 93_784_005), ("0s", 0), ("90m", 5_400_000),
    ])
    func readsNumbersWithUnits(text: String, milliseconds: Int64) {
        #expect(TimeSpan(text)?.milliseconds == milliseconds)
    }

    @Test(arguments: [
        "", "30", "m", "-5m", "1.5h", "1h 30m", "30m1h", "1h1h", "1y", "1M", "٣m", "9223372036854775807d",
        "99999999999999999999s", "15250284452w1d1d",
    ])
    func refusesEverythingElse(text: String) {
        #expect(TimeSpan(text) == nil)
    }

    @Test(arguments: [
        (0, "0s"), (5_400_000, "1h30m"), (86_400_000, "1d"), (1_209_600_000, "14d"), (250, "250ms"), (-60_000, "-1m"),
    ])
    func writesTheShortestForm(milliseconds: Int64, text: String) {
        #expect(TimeSpan(milliseconds: milliseconds).description == text)
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func readsItsOwnTextBack(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let span = TimeSpan(milliseconds: Int64(generator.index(below: 1 << Int(seed % 60 + 1))))

        let text = span.description

        #expect(TimeSpan(text) == span)
    }
}
