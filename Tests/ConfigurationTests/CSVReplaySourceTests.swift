import Domain
import Foundation
import Testing

@testable import flywheel

struct CSVReplaySourceTests {
    private static let header = "time,price,kind,is_open,y\n"
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func source(
        _ text: String, time: String? = "time", unit: String? = nil, delay: TimeSpan = .minutes(30),
        endOfData: CSVReplaySource.EndOfData = .releasesLabels
    ) throws -> CSVReplaySource {
        let file = try folder.write(text, to: "data.csv")
        return try CSVReplaySource(
            .replay(file, time: time, unit: unit, delay: delay), endOfData: endOfData, resumingAt: nil)
    }

    private func row(_ number: Int64, _ time: Timestamp?, _ values: FieldValue...) -> SourceItem {
        .row(SourceRow(number: number, time: time, unit: nil, values: values))
    }

    /// A moment of the first of May 2020.
    private func at(_ hour: Int, _ minute: Int = 0) throws -> Timestamp {
        try #require(Timestamp(year: 2020, month: 5, day: 1, hour: hour, minute: minute))
    }

    @Test func deliversTypedRowsAndEachLabelBeforeTheFirstRowThatMayKnowIt() throws {
        var source = try source(
            Self.header + "2020-05-01T00:00:00,1.5,a,true,10\n2020-05-01T00:29:00,-2,b,False,20\n"
                + "2020-05-01T00:30:00,3e2,,,30\n")

        let items = try source.next(rows: 100, until: nil).items

        #expect(
            items == [
                row(1, try at(0), .number(1.5), .category("a"), .flag(true)),
                row(2, try at(0, 29), .number(-2), .category("b"), .flag(false)),
                .label(number: 1, value: .number(10), time: try at(0, 30)),
                row(3, try at(0, 30), .number(300), .missing, .missing),
                .label(number: 2, value: .number(20), time: try at(0, 59)),
                .label(number: 3, value: .number(30), time: try at(1)),
            ])
    }

    @Test func keepsLabelsUntilALaterRowComesWhereTheDataMayGrow() throws {
        var source = try source(
            Self.header + "2020-05-01T00:00:00,1,a,true,10\n2020-05-01T01:00:00,2,a,true,20\n", endOfData: .holdsLabels)
        let before = try source.next(rows: 100, until: nil)

        try folder.append("2020-05-01T01:30:00,3,a,true,30\n", to: "data.csv")
        let after = try source.next(rows: 100, until: nil)

        #expect(before.reachedEnd)
        #expect(before.items.count == 3)
        #expect(after.items.count == 2)
        #expect(after.items.first == .label(number: 2, value: .number(20), time: try at(1, 30)))
    }

    @Test func takesALastLineWithoutItsEndOnlyOnceTheFileStandsStill() throws {
        var source = try source(Self.header + "2020-05-01T00:00:00,1,a,true,1", endOfData: .holdsLabels)

        let first = try source.next(rows: 100, until: nil)
        try folder.append("0\n2020-05-01T01:00:00,2,a,true,2", to: "data.csv")
        let second = try source.next(rows: 100, until: nil)
        let third = try source.next(rows: 100, until: nil)

        #expect(first.items.isEmpty && first.reachedEnd)
        #expect(second.items == [row(1, try at(0), .number(1), .category("a"), .flag(true))])
        #expect(third.items.count == 2)
        #expect(third.items.first == .label(number: 1, value: .number(10), time: try at(0, 30)))
    }

    @Test func stopsBeforeTheFirstRowAfterItsLimit() throws {
        var source = try source(
            Self.header + "2020-05-01T00:00:00,1,a,true,10\n2020-05-01T01:00:00,2,a,true,20\n")

        let early = try source.next(rows: 100, until: try at(0, 45))
        let late = try source.next(rows: 100, until: nil)

        #expect(
            early.items == [
                row(1, try at(0), .number(1), .category("a"), .flag(true)),
                .label(number: 1, value: .number(10), time: try at(0, 30)),
            ])
        #expect(!early.reachedEnd)
        #expect(late.items.first == row(2, try at(1), .number(2), .category("a"), .flag(true)))
    }

    @Test func takesTheRowOrderAsTimeWhereNoColumnIsNamed() throws {
        var source = try source(
            "price,kind,is_open,y\n1,a,true,10\n2,a,true,20\n3,a,true,30\n", time: nil, delay: .seconds(2))

        let items = try source.next(rows: 100, until: nil).items

        let times = items.compactMap { item -> Timestamp? in
            guard case .row(let row) = item else { return nil }
            return row.time
        }
        #expect(times.map(\.rawValue) == [1_000, 2_000, 3_000])
        #expect(items[2] == .label(number: 1, value: .number(10), time: Timestamp(rawValue: 3_000)))
    }

    @Test func namesTheUnitOfEachRow() throws {
        var source = try source(
            "user,time,price,kind,is_open,y\nann,2020-05-01,1,a,true,10\n,2020-05-02,1,a,true,10\n", unit: "user")

        let items = try source.next(rows: 100, until: nil).items

        let units = items.compactMap { item -> String?? in
            guard case .row(let row) = item else { return nil }
            return row.unit
        }
        #expect(units == ["ann", nil])
    }

    @Test func deliversALateRowsLabelBeforeTheNextRowThatMayKnowIt() throws {
        var source = try source(
            Self.header + "2020-05-01T00:00:00,1,a,true,10\n2020-05-01T02:00:00,2,a,true,20\n"
                + "2020-05-01T00:15:00,3,a,true,30\n2020-05-01T02:10:00,4,a,true,40\n")

        let items = try source.next(rows: 100, until: nil).items

        #expect(items[4] == .label(number: 3, value: .number(30), time: try at(0, 45)))
        #expect(items[5] == row(4, try at(2, 10), .number(4), .category("a"), .flag(true)))
    }

    @Test func refusesAFileThatBecameShorter() throws {
        var source = try source(
            Self.header + "2020-05-01T00:00:00,1,a,true,10\n2020-05-01T01:00:00,2,a,true,20\n", endOfData: .holdsLabels)
        let position = try source.next(rows: 100, until: nil).position
        let file = try folder.write(Self.header, to: "data.csv")

        let running = #expect(throws: SourceError.self) { try source.next(rows: 100, until: nil) }
        let resuming = #expect(throws: SourceError.self) {
            try CSVReplaySource(.replay(file), endOfData: .holdsLabels, resumingAt: position)
        }

        let text = "\(file): is shorter than before (26 bytes, was at 90); bring the old file back"
        #expect(running?.description == text)
        #expect(resuming?.description == text)
    }

    @Test func refusesAPositionThatItDidNotWrite() throws {
        let file = try folder.write(Self.header, to: "data.csv")

        let error = #expect(throws: SourceError.self) {
            try CSVReplaySource(
                .replay(file), endOfData: .holdsLabels, resumingAt: SourcePosition(rawValue: "nonsense"))
        }

        #expect(error?.description == "\(file): its stored position cannot be read: nonsense")
    }
}
