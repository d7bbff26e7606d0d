import Domain
import Testing

@testable import flywheel

struct MomentTests {
    /// A Wednesday.
    private static let now = "2026-11-25T15:30:00Z"

    @Test(arguments: [
        ("2026-11-17", "2026-11-17T00:00:00Z"), ("2026-11-17T08:15", "2026-11-17T08:15:00Z"),
        ("2026-11-17T08:15:00+02:00", "2026-11-17T06:15:00Z"), ("3h", "2026-11-25T12:30:00Z"),
        ("1d12h", "2026-11-24T03:30:00Z"), ("0s", now), ("tue", "2026-11-24T00:00:00Z"),
        ("Thursday", "2026-11-19T00:00:00Z"), ("MON", "2026-11-23T00:00:00Z"), ("sun", "2026-11-22T00:00:00Z"),
        ("wed", "2026-11-18T00:00:00Z"),
    ])
    func readsAMomentAsAPersonNamesIt(text: String, moment: String) throws {
        let now = try #require(Timestamp(Self.now))

        #expect(Moment.parse(text, now: now)?.description == moment)
    }

    @Test(arguments: ["", "yesterday", "2026-13-01", "2026-02-30", "3", "h", "3 h", "-3h", "1m1h", "tu"])
    func refusesAnythingElse(text: String) throws {
        let now = try #require(Timestamp(Self.now))

        #expect(Moment.parse(text, now: now) == nil)
    }
}
