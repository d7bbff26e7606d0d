import Domain
import Simulation
import Testing
import Tracking

@testable import Engine

/// Requests whose rows break a rule, and what is told of them later.
struct QuarantinedFeedbackTests {
    private static let name = PipelineName(rawValue: "synthetic")

    private static func definition() -> PipelineDefinition {
        var definition = World.definition()
        definition.triggers = []
        return definition
    }

    private static func row(_ value: Double, time: Timestamp? = nil) -> PredictionRequest.Row {
        PredictionRequest.Row(values: [.number(value), .number(0.5)], time: time)
    }

    @Test func theAnswerSaysSoAndTheLabelIsKept() async throws {
        let world = try World()
        let (id, reports) = try await world.serving(rows: 600, Self.definition()) { engine in
            let long = await engine.pipelines[0].state.clock - .days(1)
            let answers = try engine.predict(
                PredictionRequest(model: Self.name, rows: [Self.row(0.1), Self.row(7), Self.row(0.1, time: long)])
            ).get()
            #expect(answers[0].quarantined == nil)
            #expect(answers[1].quarantined == "range: first is 7.0, allowed is -1.0 to 1.0")
            #expect(answers[2].quarantined?.hasPrefix("out-of-order: time is ") == true)
            let told = await engine.take(
                [Feedback(id: answers[1].id, truth: .category("1"))], for: Self.name)
            guard case .kept(let sentence) = told.first else {
                Issue.record("\(told)")
                return (answers[1].id, await engine.lockstepReports())
            }
            #expect(sentence.contains("in quarantine (range: first is 7.0"))
            #expect(sentence.contains(":release \(answers[1].id)"))
            let again = await engine.take([Feedback(id: answers[1].id, truth: .category("1"))], for: Self.name)
            #expect(again == [.duplicate])
            let reports = await engine.lockstepReports()
            let log = try await world.reportsFromTheLog(rows: 600, Self.definition())
            #expect(log == reports, "the log alone gives the same state")
            return (answers[1].id, reports)
        }
        #expect(reports.first?.quarantined == 2)

        let query = LabelledEventQuery(
            pipeline: Self.name, throughSequence: .max, events: id...id, limit: 1, skipping: nil, excluded: [])
        #expect(try world.store.labelledEvents(query).isEmpty)
        try await world.serving(rows: 600, Self.definition()) { engine in
            let release = Intent(
                pipeline: Self.name, command: .releaseRow(id), user: "ann", reason: "", time: world.time.now)
            #expect(await engine.submit(release) == .done("row \(id) released"))
        }
        let released = try world.store.labelledEvents(query)
        #expect(released.map(\.labelled.truth) == [.category(1)], "its label counts from the release on")
    }

    @Test func aDroppedRowTakesNoLabel() async throws {
        let world = try World()
        try await world.serving(rows: 600, Self.definition()) { engine in
            let id = try engine.predict(PredictionRequest(model: Self.name, rows: [Self.row(7)])).get()[0].id
            let drop = Intent(
                pipeline: Self.name, command: .dropRow(id), user: "ann", reason: "", time: world.time.now)
            _ = await engine.take([Feedback(id: id, reward: Reward(value: 1))], for: Self.name)
            _ = await engine.submit(drop)
            let told = await engine.take([Feedback(id: id, truth: .category("1"))], for: Self.name)
            guard case .dropped(let sentence) = told.first else {
                Issue.record("\(told)")
                return
            }
            #expect(sentence.contains("dropped from quarantine by a person"))
        }
    }
}
