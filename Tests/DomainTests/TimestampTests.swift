import Domain
import Foundation
import Testing

struct TimestampTests {
    /// From 1589 on, because Foundation's calendar is the Julian one before October 1582.
    @Test(arguments: 0..<100 as Range<UInt64>)
    func agreesWithFoundationsCalendar(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
        let earliest: Int64 = -12_000_000_000_000
        let moment = Timestamp(rawValue: earliest + Int64(generator.index(below: 265_000_000_000_000)))

        let parts = moment.calendar

        let date = Date(timeIntervalSince1970: Double((moment.rawValue - Int64(parts.millisecond)) / 1_000))
        let expected = calendar.dateComponents([.year, .month, .day, .hour, .minute, .second, .weekday], from: date)
        #expect(parts.year == expected.year)
        #expect(parts.month == expected.month)
        #expect(parts.day == expected.day)
        #expect(parts.hour == expected.hour)
        #expect(parts.minute == expected.minute)
        #expect(parts.second == expected.second)
        #expect((parts.weekday + 1) % 7 + 1 == expected.weekday)
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func readsItsOwnTextBack(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let earliest: Int64 = -62_135_596_800_000
        let moment = Timestamp(rawValue: earliest + Int64(generator.index(below: 315_537_897_600_000)))

        let text = moment.description

        #expect(Timestamp(text) == moment)
    }

    @Test(arguments: [
        ("1970-01-01", 0), ("1970-01-01T00:00:00Z", 0), ("1969-12-31T23:59:59.999Z", -1),
        ("1996-05-07 00:30", 831_429_000_000), ("1996-05-07T00:30:00", 831_429_000_000),
        ("2024-02-29T12:00:00+02:00", 1_709_200_800_000), ("2024-02-29T12:00:00-0530", 1_709_227_800_000),
        ("2000-01-01T00:00:00.5Z", 946_684_800_500), ("2000-01-01T00:00:00.123987Z", 946_684_800_123),
    ])
    func readsTheUsualForms(text: String, milliseconds: Int64) {
        #expect(Timestamp(text) == Timestamp(rawValue: milliseconds))
    }

    @Test(arguments: [
        "", "1996", "1996-05", "1996-5-7", "1996-13-01", "1996-00-10", "2023-02-29", "1900-02-29", "1996-04-31",
        "1996-05-07T", "1996-05-07T24:00", "1996-05-07T12:60", "1996-05-07T12:00:00.", "1996-05-07T12:00:00+2",
        "1996-05-07T12:00Zz", " 1996-05-07", "1996-05-07 ", "１９９６-05-07", "07.05.1996",
    ])
    func refusesEverythingElse(text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test func countsSpansInMilliseconds() {
        let moment = Timestamp(rawValue: 1_000)

        #expect(moment + .seconds(1.5) == Timestamp(rawValue: 2_500))
        #expect(moment - .seconds(2) == Timestamp(rawValue: -1_000))
        #expect(moment + .days(1) - moment == .hours(24))
        #expect(moment < moment + TimeSpan(milliseconds: 1))
    }
}
