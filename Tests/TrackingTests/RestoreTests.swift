import Domain
import Testing

@testable import Tracking

struct RestoreTests {
    private let store: SQLiteHistory

    init() throws {
        store = try SQLiteHistory()
    }

    @Test func findsNothingOfAPipelineThatNeverRan() throws {
        let restored = try store.restore(Journal.name)

        #expect(restored.checkpoint == nil)
        #expect(restored.position == nil)
        #expect(restored.tail.isEmpty)
    }

    @Test func mergesRowsLabelsQuarantineAndEntriesByTheirPlaces() throws {
        try commit { changes in
            changes.entries = [
                LogEntry(sequence: 1, input: Journal.intent("ann")), LogEntry(sequence: 5, input: Journal.intent("bo")),
            ]
            changes.events = [
                StoredEvent(sequence: 2, event: Journal.event(1, lags: [.nan])),
                StoredEvent(sequence: 6, event: Journal.event(3)),
            ]
            changes.quarantined = [Journal.quarantined(2, at: 3)]
            changes.labels = [Journal.label(1, at: 4)]
        }

        let tail = try store.restore(Journal.name).tail

        #expect(
            tail == [
                LogEntry(sequence: 1, input: Journal.intent("ann")),
                LogEntry(sequence: 2, input: .source(.row(Journal.row(1)))),
                LogEntry(sequence: 3, input: .source(.row(Journal.quarantined(2, at: 3).row))),
                LogEntry(
                    sequence: 4, input: .source(.label(number: 1, value: .category("UP"), time: Journal.time(31)))),
                LogEntry(sequence: 5, input: Journal.intent("bo")),
                LogEntry(sequence: 6, input: .source(.row(Journal.row(3)))),
            ])
    }

    @Test func goesOnAfterTheNewestCheckpoint() throws {
        try store.commit([Journal.labelled(4)])
        try commit { $0.checkpoint = Checkpoint(sequence: 3, state: [1]) }
        try commit { $0.checkpoint = Checkpoint(sequence: 6, state: [2, 0, 255]) }

        let restored = try store.restore(Journal.name)

        #expect(restored.checkpoint == Checkpoint(sequence: 6, state: [2, 0, 255]))
        #expect(restored.tail.map(\.sequence) == [7, 8])
    }

    @Test func keepsTheNewestPosition() throws {
        try commit { $0.position = SourcePosition(rawValue: "0|100") }
        try commit { $0.position = SourcePosition(rawValue: "3|200") }
        try commit { $0.audits = [Journal.audit(1, minute: 1)] }

        let restored = try store.restore(Journal.name)

        #expect(restored.position == SourcePosition(rawValue: "3|200"))
    }

    @Test func keepsPipelinesApart() throws {
        let other = PipelineName(rawValue: "other")
        try store.commit([
            Journal.labelled(2),
            Journal.changes(of: other) { changes in
                changes.events = [StoredEvent(sequence: 1, event: Journal.event(1))]
                changes.position = SourcePosition(rawValue: "other")
            },
        ])

        let own = try store.restore(Journal.name)
        let foreign = try store.restore(other)

        #expect(own.position == nil)
        #expect(own.tail.count == 4)
        #expect(foreign.tail.count == 1)
        #expect(try store.pipelines() == [Journal.name, other])
    }

    @Test func replaysAReleasedRowAsTheQuarantinedOneItWas() throws {
        try commit { $0.quarantined = [Journal.quarantined(1, at: 1, values: [.number(9)])] }
        try commit { changes in
            changes.entries = [LogEntry(sequence: 2, input: Journal.intent("ann"))]
            changes.quarantineChanges = [QuarantineChange(row: 1, state: .released, sequence: 2)]
        }

        let tail = try store.restore(Journal.name).tail

        #expect(tail.map(\.sequence) == [1, 2])
        #expect(tail.first?.input == .source(.row(Journal.quarantined(1, at: 1, values: [.number(9)]).row)))
    }

    @Test func readsBackAQuarantinedNumberThatIsNotFinite() throws {
        let row = Journal.quarantined(1, at: 1, values: [.number(.infinity)])
        try commit { $0.quarantined = [row] }

        let tail = try store.restore(Journal.name).tail

        #expect(tail == [LogEntry(sequence: 1, input: .source(.row(row.row)))])
        #expect(try store.quarantined(Journal.name, limit: 9) == [row])
    }

    @Test func releasesAQuarantinedNumberThatIsNotFinite() throws {
        try commit { $0.quarantined = [Journal.quarantined(1, at: 1, values: [.number(-.infinity)])] }
        try commit { changes in
            changes.quarantineChanges = [QuarantineChange(row: 1, state: .released, sequence: 2)]
            changes.labels = [Journal.label(1, at: 3)]
        }

        let query = LabelledEventQuery(
            pipeline: Journal.name, throughSequence: 9, events: 1...9, limit: 9, skipping: nil, excluded: [])
        let events = try store.labelledEvents(query)

        #expect(events.map(\.labelled.event.values) == [[.number(-.infinity)]])
    }

    @Test func writesAllOfACommitOrNothing() throws {
        try commit { $0.events = [StoredEvent(sequence: 1, event: Journal.event(1))] }

        #expect(throws: StoreError.self) {
            try commit { changes in
                changes.position = SourcePosition(rawValue: "lost")
                changes.events = [
                    StoredEvent(sequence: 2, event: Journal.event(2)),
                    StoredEvent(sequence: 3, event: Journal.event(1)),
                ]
            }
        }

        let restored = try store.restore(Journal.name)
        #expect(restored.tail.map(\.sequence) == [1])
        #expect(restored.position == nil)
    }

    private func commit(_ fill: (inout PipelineChanges) -> Void) throws {
        try store.commit([Journal.changes(fill)])
    }

    /// It waited for its row, and follows from it.
    @Test func leavesOutALabelAtItsRowsOwnPlace() throws {
        try commit { changes in
            changes.events = [StoredEvent(sequence: 1, event: Journal.event(1))]
            changes.quarantined = [Journal.quarantined(2, at: 2)]
            changes.labels = [Journal.label(1, at: 1), Journal.label(2, at: 2)]
        }

        let tail = try store.restore(Journal.name).tail

        #expect(tail.map(\.sequence) == [1, 2])
        #expect(tail.map(\.input) == [Journal.row(1), Journal.quarantined(2, at: 2).row].map { .source(.row($0)) })
    }

    @Test func knowsQuarantinedRowsAndVotes() throws {
        func told(_ sequence: Int64, _ source: String?, _ value: String, _ fate: ToldLabel.Fate) -> StoredToldLabel {
            StoredToldLabel(
                sequence: sequence,
                told: ToldLabel(
                    event: 1, value: .category(value), time: Journal.time(9), source: source, probability: 0.5,
                    fate: fate))
        }
        try commit { changes in
            changes.events = [StoredEvent(sequence: 1, event: Journal.event(1))]
            changes.quarantined = [Journal.quarantined(2, at: 2), Journal.quarantined(3, at: 3)]
            changes.labels = [Journal.label(2, at: 4)]
            changes.told = [told(5, "a", "UP", .voted), told(6, nil, "DOWN", .outvoted), told(7, "b", "UP", .refused)]
            changes.quarantineChanges = [QuarantineChange(row: 3, state: .dropped, sequence: 8)]
        }

        let standings = try store.standings(of: [1, 2, 3, 4], in: Journal.name)

        let votes = [LabelVote(source: "a", value: .category("UP")), LabelVote(source: nil, value: .category("DOWN"))]
        #expect(standings[1] == EventStanding(time: Journal.time(1), label: nil, votes: votes))
        #expect(standings[2]?.label == .category("UP"))
        #expect(standings[2]?.quarantine?.words == "type: price is x, allowed is a number")
        #expect(standings[2]?.quarantine?.isDropped == false)
        #expect(standings[3]?.quarantine?.isDropped == true)
        #expect(standings[4] == nil)
    }
}
