import Domain
import GRDB
import Testing

@testable import Tracking

struct UnitIndexTests {
    private static func moment(_ unit: String, _ milliseconds: Int64) -> UnitMoment {
        UnitMoment(unit: unit, time: Timestamp(rawValue: milliseconds))
    }

    private static func event(_ id: Int64, _ unit: String?, at milliseconds: Int64) -> StoredEvent {
        StoredEvent(
            sequence: id,
            event: Event(id: id, time: Timestamp(rawValue: milliseconds), unit: unit, values: [], lags: []))
    }

    private func fill() throws -> SQLiteHistory {
        let store = try SQLiteHistory()
        try store.commit([
            Journal.changes { changes in
                changes.events = [
                    Self.event(1, "ann", at: 1_000), Self.event(2, "ann", at: 2_000), Self.event(3, "ann", at: 2_000),
                    Self.event(4, "ben", at: 1_500), Self.event(5, nil, at: 1_500), Self.event(6, "ann", at: 5_000),
                ]
                changes.quarantined = [Journal.quarantined(7, at: 7)]
            },
            Journal.changes(of: PipelineName(rawValue: "other")) { $0.events = [Self.event(1, "ann", at: 1_400)] },
        ])
        return store
    }

    private func found(_ store: SQLiteHistory, _ moment: UnitMoment, _ tolerance: Int64 = 1_000) throws -> [Int64] {
        try store.predictions(
            nearest: moment, within: TimeSpan(milliseconds: tolerance), in: Journal.name
        ).map(\.event).sorted()
    }

    @Test func findsTheNearestOfTheUnitAndOfThePipeline() throws {
        let store = try fill()

        #expect(try found(store, Self.moment("ann", 1_400)) == [1])
        #expect(try found(store, Self.moment("ann", 1_600)) == [2, 3], "two of one moment")
        #expect(try found(store, Self.moment("ann", 3_500), 1_500) == [2, 3], "before and after are equally far")
        #expect(try found(store, Self.moment("ann", 3_501), 1_500) == [6])
        #expect(try found(store, Self.moment("ann", 3_500), 1_499) == [])
        #expect(try found(store, Self.moment("ben", 1_500), 0) == [4])
        #expect(try found(store, Self.moment("cat", 1_500)) == [])
        #expect(try found(store, Self.moment("u", 7 * 60_000)) == [7], "a row in quarantine")
        #expect(
            try store.predictions(
                nearest: Self.moment("ann", 1_000), within: .seconds(9), in: PipelineName(rawValue: "none")) == [])
    }

    /// What is found is the nearest of all, by looking at each.
    @Test(arguments: 1...20)
    func findsWhatASearchOfAllFinds(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let store = try SQLiteHistory()
        let events = (1...200).map { id in
            Self.event(
                Int64(id), ["ann", "ben", nil][Int(generator.unitInterval() * 3)],
                at: Int64(generator.unitInterval() * 2_000))
        }
        try store.commit([Journal.changes { $0.events = events }])
        for _ in 0..<40 {
            let time = Int64(generator.unitInterval() * 2_200) - 100
            let near = events.map(\.event).filter { $0.unit == "ann" && abs($0.time.rawValue - time) <= 20 }
            let least = near.map { abs($0.time.rawValue - time) }.min()
            let wanted = near.filter { abs($0.time.rawValue - time) == least }.map(\.id)
            let found = try found(store, Self.moment("ann", time), 20)
            #expect(found.count == min(2, wanted.count) && Set(found).isSubset(of: wanted))
        }
    }

    @Test func indexesTheUnitsOfAnOlderFile() throws {
        let store = try fill()
        try store.database.write {
            try $0.execute(
                sql: """
                    DROP TABLE unit_event;
                    ALTER TABLE point DROP COLUMN through;
                    ALTER TABLE point DROP COLUMN estimated;
                    ALTER TABLE point DROP COLUMN doubt;
                    PRAGMA user_version = 8;
                    """)
        }

        try store.database.write { try Schema.migrate($0) }

        #expect(try found(store, Self.moment("ann", 1_600)) == [2, 3])
        #expect(try found(store, Self.moment("u", 7 * 60_000)) == [7])
    }
}
