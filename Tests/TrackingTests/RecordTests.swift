import Domain
import Testing

@testable import Tracking

struct RecordTests {
    private let store: SQLiteHistory

    init() throws {
        store = try SQLiteHistory()
    }

    @Test func keepsTheNewestOfEachNumber() throws {
        try store.commit([Journal.changes { $0.alerts = [Journal.alert(1, .pending), Journal.alert(2, .firing)] }])
        try store.commit([Journal.changes { $0.alerts = [Journal.alert(1, .firing), Journal.alert(1, .resolved)] }])

        let alerts = try store.alerts(Journal.name, limit: 10)

        #expect(alerts == [Journal.alert(1, .resolved), Journal.alert(2, .firing)])
    }

    @Test func givesTheNewestNumbersOldestFirst() throws {
        try store.commit([Journal.changes { $0.alerts = (1...12).map { Journal.alert($0, .firing) } }])

        let alerts = try store.alerts(Journal.name, limit: 3)

        #expect(alerts.map(\.number) == [10, 11, 12])
    }

    @Test func keepsKindsOfRecordsApart() throws {
        let trigger = TriggerRecord(
            number: 1, kind: "decay", firedAt: Journal.time(1), value: .nan, threshold: 0.1, count: 5, evidence: "fell",
            actor: "engine", outcome: .running)
        try store.commit([
            Journal.changes { changes in
                changes.alerts = [Journal.alert(1, .firing)]
                changes.triggers = [trigger]
            }
        ])

        #expect(try store.alerts(Journal.name, limit: 9).count == 1)
        #expect(try store.triggers(Journal.name, limit: 9).map(\.value.isNaN) == [true])
        #expect(try store.runs(Journal.name, limit: 9).isEmpty)
        #expect(try store.versions(Journal.name, limit: 9).isEmpty)
        #expect(try store.rollouts(Journal.name, limit: 9).isEmpty)
    }

    @Test(arguments: [
        (nil, 10, [1, 2, 3, 4]), (20, 10, [2, 3, 4]), (21, 10, [3, 4]), (41, 10, []), (nil, 2, [3, 4]),
    ])
    func givesAuditsSinceAMoment(minute: Int64?, limit: Int, numbers: [Int64]) throws {
        try store.commit([Journal.changes { $0.audits = (1...4).map { Journal.audit($0, minute: 10 * $0) } }])

        let audits = try store.audits(Journal.name, since: minute.map(Journal.time), limit: limit)

        #expect(audits.map(\.number) == numbers)
    }

    @Test func givesTheNewestPointsOldestFirst() throws {
        let points = (1...5).map { place in
            MetricPoint(
                sequence: place, time: Journal.time(place), through: place == 3 ? nil : Journal.time(place - 1),
                served: place == 4 ? nil : Double(place), ghost: nil,
                noChange: 0.5, candidate: nil, estimated: place == 2 ? nil : 0.75, doubt: place == 3 ? .drift : nil)
        }
        try store.commit([Journal.changes { $0.points = points }])

        #expect(try store.points(Journal.name, limit: 2) == Array(points.suffix(2)))
    }

    @Test func knowsNothingOfAPipelineThatNeverRan() throws {
        #expect(try store.pipelines().isEmpty)
        #expect(try store.audits(Journal.name, since: nil, limit: 5).isEmpty)
        #expect(try store.points(Journal.name, limit: 5).isEmpty)
        #expect(try store.quarantined(Journal.name, limit: 5).isEmpty)
    }
}
