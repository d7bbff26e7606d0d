import Domain
import Foundation
import Testing
import Tracking

@testable import Engine

/// Labels of predictions that nobody knows yet.
struct OrphanLabelTests {
    private static let name = PipelineName(rawValue: "synthetic")

    private static func external() -> PipelineDefinition {
        var definition = World.definition()
        definition.champion = .external
        definition.triggers = []
        return definition
    }

    private static func orphan(_ event: Int64, _ value: String = "1", hour: Int = 0) -> ToldLabel {
        ToldLabel(
            event: event, value: .category(value), time: Timestamp(rawValue: 0) + .hours(hour), fate: .orphan)
    }

    @Test func isJoinedWhenItsRowComes() {
        var bench = FoldBench(CanaryDefinition())
        bench.tell(Self.orphan(3))
        #expect(bench.state.labelSnapshot.orphansWaiting == 1)

        #expect(bench.ask(nil).event == 2)
        #expect(bench.state.counts.labelled == 1)
        #expect(bench.ask(nil).event == 3)

        #expect(bench.state.counts.labelled == 2)
        #expect(bench.changes.labels.last?.event == 3)
        #expect(bench.changes.labels.last?.sequence == bench.changes.events.last?.sequence)
        #expect(bench.state.labelSnapshot.orphansWaiting == 0)
        #expect(bench.state.labelSnapshot.orphans == 1, "it stays counted")
    }

    @Test func firesAnAlertAboveOnePercent() {
        var bench = FoldBench(CanaryDefinition())
        bench.feed(500)
        func firing() -> [AlertRecord] { bench.state.alerts.firing.filter { $0.rule == .orphanLabels } }
        for event in 0..<2 { bench.tell(Self.orphan(100_000 + Int64(event))) }
        bench.feed(100)
        #expect(firing() == [])

        for event in 0..<50 { bench.tell(Self.orphan(200_000 + Int64(event))) }

        #expect(firing().map(\.subject) == ["labels"])
        #expect(firing().first?.text.contains("name predictions that are unknown") == true)
        bench.feed(4_000)
        #expect(firing() == [], "it resolves when labels find their predictions again")
    }

    @Test func isForgottenAfterTheRetentionAndBounded() throws {
        var book = OrphanBook()
        for hour in 0..<10 { book.add(Self.orphan(Int64(hour), hour: hour)) }
        book.add(Self.orphan(9, "0", hour: 9))
        book.forget(before: Timestamp(rawValue: 0) + .hours(4))
        #expect(book.count == 6)
        #expect(book.label(of: 3, ownID: nil) == nil)
        let copy = try JSONDecoder().decode(OrphanBook.self, from: JSONEncoder().encode(book))
        #expect(copy == book)
        #expect(book.take(9)?.value == .category("0"))
        #expect(book.take(9) == nil)

        for event in 0..<OrphanBook.capacity { book.add(Self.orphan(Int64(1_000 + event))) }
        #expect(book.isFull)
        let judge = FeedbackJudge(definition: World.definition(), clock: Timestamp(rawValue: 0), orphans: book)
        let (reply, inputs) = judge.judge(
            Feedback(id: 77, truth: .category("1")), standing: nil, at: Timestamp(rawValue: 0))
        #expect(inputs == [])
        guard case .notRecorded = reply else {
            Issue.record("\(reply)")
            return
        }
    }

    @Test func ofAnObservationIsJoinedByItsServersName() async throws {
        let world = try World()
        let definition = Self.external()
        let observation = Observation(
            ownID: "order 7", version: "2026-05", unit: nil, time: nil, values: [.number(0.1), .number(0.5)],
            output: .probabilities([0.9, 0.1]))
        let item = Feedback(id: -1, ownID: "order 7", truth: .category("1"))
        try await world.serving(rows: 600, definition) { engine in
            let first = await engine.take([item], for: Self.name)
            let again = await engine.take([item], for: Self.name)
            #expect(first.map(\.isKept) == [true])
            #expect(again == [.duplicate])
            _ = await engine.take([observation], for: Self.name)
            let joined = await engine.take([item], for: Self.name)
            #expect(joined == [.duplicate], "it is the event's label now")
            let reports = await engine.lockstepReports()
            let log = try await world.reportsFromTheLog(rows: 600, definition)
            #expect(log == reports, "the log alone gives the same state")
        }
        let stored = try world.store.labelledEvents(
            LabelledEventQuery(
                pipeline: Self.name, throughSequence: .max, events: 1_000_000...Int64.max, limit: 9, skipping: nil,
                excluded: []))
        #expect(stored.map(\.labelled.truth) == [.category(1)])
    }
}
