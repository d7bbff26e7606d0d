import Domain
import Testing
import Tracking

@testable import Engine

/// Feedback that names a unit and a time in the place of an id.
struct UnitFeedbackTests {
    private static let name = PipelineName(rawValue: "synthetic")
    private static let history: Int64 = 600

    private static func definition(tolerance: TimeSpan = .seconds(1)) -> PipelineDefinition {
        var definition = World.definition()
        definition.triggers = []
        definition.source.unitColumn = "customer"
        definition.labels.tolerance = tolerance
        // Labels are of the data's time then, not of the wall clock's.
        definition.source.speed = .rowsPerSecond(1)
        definition.source.prerollRows = Int(history)
        return definition
    }

    private static func request(_ unit: String, at time: Timestamp) -> PredictionRequest {
        PredictionRequest(
            model: name,
            rows: [PredictionRequest.Row(values: [.number(0.1), .number(0.5)], unit: unit, time: time)])
    }

    private static func label(_ unit: String, _ time: Timestamp, _ truth: String = "1") -> Feedback {
        Feedback(id: -1, moment: UnitMoment(unit: unit, time: time), truth: .category(truth))
    }

    /// When the newest row of the history happened.
    private static func end(of world: World) throws -> Timestamp {
        try #require(try world.store.standings(of: [history], in: name)[history]?.time)
    }

    private static func sentence(_ reply: FeedbackReply?) -> String? {
        switch reply {
        case .unmatched(let sentence), .ambiguous(let sentence), .notRecorded(let sentence), .invalid(let sentence):
            sentence
        default: nil
        }
    }

    @Test func joinsTheNearestPredictionOfTheUnit() async throws {
        let world = try World()
        let definition = Self.definition()
        let ids = try await world.serving(rows: Self.history, definition) { engine in
            let start = try Self.end(of: world) + .minutes(10)
            func ask(_ unit: String, _ milliseconds: Int64) throws -> Int64 {
                let time = start + TimeSpan(milliseconds: milliseconds)
                return try engine.predict(Self.request(unit, at: time)).get()[0].id
            }
            func tell(_ unit: String, _ milliseconds: Int64, _ truth: String = "1") async -> FeedbackReply? {
                await engine.take(
                    [Self.label(unit, start + TimeSpan(milliseconds: milliseconds), truth)], for: Self.name
                ).first
            }
            let ids = [try ask("ann", 0), try ask("ben", 300), try ask("ann", 1_500), try ask("ann", 60_000)]

            let replies = [await tell("ann", 400), await tell("ann", 400), await tell("ann", 400, "0")]
            #expect(replies == [.accepted, .duplicate, .conflict(known: .category("1"))])
            let both = await tell("ann", 750)
            #expect(both.map { if case .ambiguous = $0 { true } else { false } } == true)
            #expect(Self.sentence(both)?.contains("synthetic.\(ids[0]) and synthetic.\(ids[2])") == true, "\(both)")
            let far = await tell("ann", 30_000)
            #expect(far.map { if case .unmatched = $0 { true } else { false } } == true, "\(far)")
            let nobody = await tell("cat", 300)
            #expect(nobody.map { if case .unmatched = $0 { true } else { false } } == true)
            let soon = await tell("ann", 70_000)
            #expect(soon.map { if case .notRecorded = $0 { true } else { false } } == true, "\(soon)")
            let never = await tell("ann", 90_000_000_000_000)
            #expect(Self.sentence(never)?.contains("in the future") == true)
            return ids
        }

        let standings = try world.store.standings(of: ids, in: Self.name)
        #expect(ids.map { standings[$0]?.label } == [.category("1"), nil, nil, nil])
        // After a restart the same words mean the same prediction.
        try await world.serving(rows: Self.history, definition) { engine in
            let time = try #require(standings[ids[2]]?.time)
            let replies = await engine.take([Self.label("ann", time), Self.label("ann", time)], for: Self.name)
            #expect(replies == [.accepted, .duplicate])
            let log = try await world.reportsFromTheLog(rows: Self.history, definition)
            let reports = await engine.lockstepReports()
            #expect(log == reports, "the log alone gives the same state")
        }
    }

    @Test func withoutToleranceAnIDIsNeeded() async throws {
        let world = try World()
        try await world.serving(rows: Self.history, Self.definition(tolerance: .zero)) { engine in
            let time = try Self.end(of: world) + .minutes(10)
            _ = try engine.predict(Self.request("ann", at: time)).get()
            let reply = await engine.take([Self.label("ann", time)], for: Self.name).first
            #expect(Self.sentence(reply)?.contains("labels.tolerance is 0s") == true, "\(reply)")
        }
    }

    @Test func anotherPipelinesPredictionIsNotMeant() async throws {
        let world = try World()
        try await world.serving(rows: Self.history, Self.definition()) { engine in
            let time = try Self.end(of: world) + .minutes(10)
            _ = try engine.predict(Self.request("ann", at: time)).get()
            let reply = await engine.take([Self.label("ann", time)], for: PipelineName(rawValue: "other"))
            #expect(reply != [.accepted])
        }
    }
}
