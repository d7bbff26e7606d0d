import Domain
import Testing

@testable import Tracking

struct LabelledEventTests {
    private let store: SQLiteHistory

    init() throws {
        store = try SQLiteHistory()
    }

    @Test func givesTheNewestOldestFirst() throws {
        try store.commit([Journal.labelled(10)])

        let events = try store.labelledEvents(query(limit: 3))

        #expect(events.map(\.labelled.event.id) == [8, 9, 10])
        #expect(events.map(\.labelled.truth) == [.category(1), .category(1), .category(1)])
    }

    /// Event n stands at place 2n − 1 and its label at 2n, so that place 7 knows event 4 without its label.
    @Test(arguments: [(0, []), (1, []), (2, [1]), (7, [1, 2, 3]), (8, [1, 2, 3, 4])] as [(Int64, [Int64])])
    func knowsNothingAfterItsPlaceInTheLog(place: Int64, ids: [Int64]) throws {
        try store.commit([Journal.labelled(6)])

        let events = try store.labelledEvents(query(through: place))

        #expect(events.map(\.labelled.event.id) == ids)
    }

    @Test func leavesOutReservedRowsWithoutCountingThem() throws {
        try store.commit([Journal.labelled(20)])
        let reservation = LabelledEventQuery.Reservation(every: 10, offset: 7, rows: 2)

        let events = try store.labelledEvents(query(limit: 4, skipping: reservation))

        #expect(events.map(\.labelled.event.id) == [15, 16, 19, 20])
    }

    @Test func leavesOutBlockedBatchesAndWhatIsOutsideTheRange() throws {
        try store.commit([Journal.labelled(20)])

        let events = try store.labelledEvents(query(events: 5...14, excluded: [1...6, 9...10]))

        #expect(events.map(\.labelled.event.id) == [7, 8, 11, 12, 13, 14])
    }

    @Test func leavesOutEventsWhoseLabelMeansNothing() throws {
        try store.commit([
            Journal.changes { changes in
                changes.events = (1...3).map { StoredEvent(sequence: $0, event: Journal.event($0)) }
                changes.labels = [
                    Journal.label(1, at: 4), Journal.label(2, at: 5, truth: nil),
                    Journal.label(3, at: 6, truth: .number(-2.5)),
                ]
            }
        ])

        let events = try store.labelledEvents(query())

        #expect(events.map(\.labelled.truth) == [.category(1), .number(-2.5)])
    }

    @Test func bringsWhatWasAnswered() throws {
        let answer = PredictionRecord(
            event: 2, arm: .candidate, champion: ModelVersion(rawValue: 3), championOutput: .value(1),
            championLearnedThrough: 44, candidate: ModelVersion(rawValue: 4), candidateOutput: .value(2))
        var changes = Journal.labelled(2)
        changes.predictions = [answer]
        try store.commit([changes])

        let events = try store.labelledEvents(query())

        #expect(events.map(\.prediction) == [nil, answer])
    }

    @Test func takesAReleasedRowFromItsReleaseOn() throws {
        try store.commit([
            Journal.changes { changes in
                changes.quarantined = [Journal.quarantined(1, at: 1, values: [.number(9)])]
                changes.labels = [Journal.label(1, at: 2)]
            }
        ])
        let before = try store.labelledEvents(query())

        try store.commit([
            Journal.changes { $0.quarantineChanges = [QuarantineChange(row: 1, state: .released, sequence: 5)] }
        ])

        #expect(before.isEmpty)
        #expect(try store.labelledEvents(query(through: 4)).isEmpty)
        let released = Event(id: 1, time: Journal.time(1), unit: "u", values: [.number(9)], lags: [])
        let events = try store.labelledEvents(query(through: 5))
        #expect(
            events == [ScoredEvent(labelled: LabelledEvent(event: released, truth: .category(1)), prediction: nil)])
        #expect(try store.quarantined(Journal.name, limit: 1).map(\.state) == [.released])
    }

    @Test func neverTakesADroppedRow() throws {
        try store.commit([
            Journal.changes { changes in
                changes.quarantined = [Journal.quarantined(1, at: 1, values: [.number(9)])]
                changes.labels = [Journal.label(1, at: 2)]
                changes.quarantineChanges = [QuarantineChange(row: 1, state: .dropped, sequence: 3)]
            }
        ])

        #expect(try store.labelledEvents(query()).isEmpty)
        #expect(try store.quarantined(Journal.name, limit: 1).map(\.state) == [.dropped])
    }

    private func query(
        through place: Int64 = 1_000, events: ClosedRange<Int64> = 1...1_000, limit: Int = 1_000,
        skipping: LabelledEventQuery.Reservation? = nil, excluded: [ClosedRange<Int64>] = []
    ) -> LabelledEventQuery {
        LabelledEventQuery(
            pipeline: Journal.name, throughSequence: place, events: events, limit: limit, skipping: skipping,
            excluded: excluded)
    }

    /// Silence is a label from its place on, until one comes.
    @Test func takesImpliedLabelsWhereNoneCame() throws {
        var changes = Journal.labelled(2)
        changes.events.append(StoredEvent(sequence: 5, event: Journal.event(3)))
        var implied = Journal.label(3, at: 6, truth: .category(0))
        changes.implied = [implied]
        try store.commit([changes])

        #expect(try store.labelledEvents(query(through: 5)).map(\.labelled.event.id) == [1, 2])
        #expect(try store.labelledEvents(query(through: 6)).map(\.labelled.truth) == [1, 1, 0].map { .category($0) })
        #expect(try store.restore(Journal.name).tail.count == 5, "it follows from the row, and is no entry")
        #expect(try store.standings(of: [3], in: Journal.name)[3]?.label == nil, "nobody told it")

        implied.sequence = 9
        implied.truth = .category(1)
        try store.commit([Journal.changes { $0.labels = [implied] }])
        #expect(try store.labelledEvents(query(through: 8)).last?.labelled.truth == .category(0))
        #expect(try store.labelledEvents(query(through: 9)).last?.labelled.truth == .category(1))
    }
}
