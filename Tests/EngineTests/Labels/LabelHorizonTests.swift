import Domain
import Simulation
import Testing
import Tracking

@testable import Engine

/// What becomes of a prediction whose horizon passes without a label.
struct LabelHorizonTests {
    private static func bench(implicit: FieldValue? = nil) -> FoldBench {
        var bench = FoldBench(CanaryDefinition())
        bench.state.definition.labels.horizon = .hours(1)
        bench.state.definition.labels.implicit = implicit
        return bench
    }

    private static func silent() -> PipelineDefinition {
        var definition = World.definition()
        definition.triggers = []
        definition.labels.implicit = .category("0")
        return definition
    }

    @Test func expiresWithoutAWord() {
        var bench = Self.bench()
        for _ in 0..<3 { _ = bench.ask(nil) }

        _ = bench.ask(nil, after: .hours(2))

        #expect(bench.state.counts.expired == 3)
        #expect(bench.changes.implied.isEmpty)
        #expect(bench.state.counts.labelled == 1, "the bench's own first row")
    }

    @Test func hasTheLabelThatSilenceMeans() {
        var bench = Self.bench(implicit: .category("0"))
        let events = (0..<3).map { _ in bench.ask(nil).event }
        let told = bench.ask(nil).event
        bench.label(told)

        _ = bench.ask(nil, after: .hours(2))

        #expect(bench.changes.implied.map(\.event) == events)
        #expect(bench.changes.implied.allSatisfy { $0.truth == .category(0) && $0.time == bench.state.clock })
        #expect(bench.changes.labels.map(\.event) == [1, told], "those that came are kept apart")
        #expect(bench.state.counts.expired == 0)
        #expect(bench.state.counts.labelled == 5)
        #expect(bench.state.labelSnapshot.implied == 3)
        #expect(bench.state.servedTotal.count == 5, "the metric counts them")
    }

    @Test func waitsForTheHorizonWhereNoneWillCome() {
        var bench = Self.bench(implicit: .category("1"))
        let event = bench.ask(nil).event
        bench.label(event, as: nil)
        #expect(bench.state.counts.labelled == 1)

        _ = bench.ask(nil, after: .hours(2))

        #expect(bench.changes.implied.map(\.event) == [event])
    }

    @Test func keepsALabelThatComesAfterSilenceWasOne() {
        var bench = Self.bench(implicit: .category("0"))
        let event = bench.ask(nil).event
        _ = bench.ask(nil, after: .hours(2))

        bench.label(event, as: "1")

        #expect(bench.changes.implied.map(\.event) == [event])
        #expect(bench.changes.labels.last?.event == event)
        #expect(bench.state.counts.labelled == 2, "it is scored once")
    }

    @Test func testsNoCoverageWhereSilenceIsALabel() {
        var bench = Self.bench(implicit: .category("0"))
        bench.propose(2, everyWrong: 50)
        bench.feed(400)

        #expect(bench.state.coverage.champion.predictions + bench.state.coverage.candidate.predictions == 0)
    }

    /// Requests without a label, in a live engine: it follows from the log, and is no entry of it.
    @Test func followsFromTheLog() async throws {
        let world = try World()
        let definition = Self.silent()
        try await world.serving(rows: 600, definition) { engine in
            let request = PredictionRequest(
                model: definition.name, rows: [PredictionRequest.Row(values: [.number(0.1), .number(0.5)])])
            let ids = try (0..<3).map { _ in try engine.predict(request).get()[0].id }
            _ = await engine.take([Feedback(id: ids[0], truth: .category("1"))], for: definition.name)
            world.time.advance(by: .days(40))
            let last = try engine.predict(request).get()[0].id
            let told = await engine.take([Feedback(id: last, truth: .category("1"))], for: definition.name)
            let late = await engine.take([Feedback(id: ids[1], truth: .category("1"))], for: definition.name)

            #expect(told == [.accepted])
            #expect(late == [.expired], "the retention is the horizon where the file says nothing")
            let implied = try world.store.labelledEvents(
                LabelledEventQuery(
                    pipeline: definition.name, throughSequence: .max, events: ids[1]...ids[2], limit: 9,
                    skipping: nil, excluded: []))
            #expect(implied.map(\.labelled.truth) == [.category(0), .category(0)])
            let reports = await engine.lockstepReports()
            let again = try await world.reportsFromTheLog(rows: 600, definition)
            #expect(again == reports)
        }
    }

    /// The same in a whole engine, whichever predictions have to be read from the store first, and over a restart.
    @Test func isTheSameWhicheverPredictionsAreHeldWhole() async throws {
        var definition = World.definition()
        definition.labels.horizon = .minutes(90)
        definition.labels.implicit = .category("0")
        var reports: [LockstepReport] = []
        for warm in [8_192, 2] {
            var world = try World()
            world.warmPredictions = warm
            world.labelDelay = .hours(6)
            reports.append(try await world.run(.none, rows: 1_200, definition))
            let implied = try world.store.labelledEvents(
                LabelledEventQuery(
                    pipeline: definition.name, throughSequence: 500, events: 1...50, limit: 50, skipping: nil,
                    excluded: []))
            #expect(implied.count == 50)
            let again = try await world.run(.none, rows: 1_200, definition)
            #expect(again == reports.last, "the log alone gives the same state")
        }

        #expect(reports[0] == reports[1])
        #expect(reports[0].labelled > 1_100)
    }
}
