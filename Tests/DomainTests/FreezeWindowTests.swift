import Domain
import Testing

struct FreezeWindowTests {
    @Test(arguments: [
        // 2020-09-11 is a Friday.
        ("fri 18:00 to mon 06:00", "2020-09-11T17:59:59", nil),
        ("fri 18:00 to mon 06:00", "2020-09-11T18:00:00", "2020-09-14T06:00:00Z"),
        ("fri 18:00 to mon 06:00", "2020-09-13T12:00:30.500", "2020-09-14T06:00:00Z"),
        ("fri 18:00 to mon 06:00", "2020-09-14T05:59:59", "2020-09-14T06:00:00Z"),
        ("fri 18:00 to mon 06:00", "2020-09-14T06:00:00", nil),
        ("tue 00:00 to wed 00:00", "2020-09-08T09:00:00", "2020-09-09T00:00:00Z"),
        ("daily 22:00 to 06:00", "2020-09-11T23:00:00", "2020-09-12T06:00:00Z"),
        ("daily 22:00 to 06:00", "2020-09-11T06:00:00", nil),
        ("daily 08:30 to 09:00", "1969-12-31T08:45:10", "1969-12-31T09:00:00Z"),
    ])
    func saysUntilWhenItHolds(text: String, moment: String, end: String?) throws {
        let window = try #require(FreezeWindow(text))
        let time = try #require(Timestamp(moment))

        #expect(window.end(at: time)?.description == end)
        #expect(window.description == text)
    }

    @Test(arguments: [
        "", "fri", "fri 18 to mon 6", "fri 18:00 to mon 24:00", "fri 18:00 - mon 06:00", "foo 18:00 to mon 06:00",
        "daily 22:00 to 22:00", "mon 06:00 to mon 06:00", "daily 2:00 to 06:00", "daily +2:00 to 06:00",
    ])
    func refusesWhatIsNoWindow(text: String) {
        #expect(FreezeWindow(text) == nil)
    }
}
