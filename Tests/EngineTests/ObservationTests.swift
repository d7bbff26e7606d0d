import Domain
import Simulation
import Testing
import Tracking

@testable import Engine

/// A pipeline whose predictions somebody else's server makes.
struct ObservationTests {
    private static let name = PipelineName(rawValue: "synthetic")

    private static func definition(_ place: ChampionPlace = .external) -> PipelineDefinition {
        var definition = World.definition()
        definition.champion = place
        definition.triggers = []
        return definition
    }

    private static func observations(_ names: ClosedRange<Int>, version: String = "2026-05") -> [Observation] {
        names.map { place in
            Observation(
                ownID: "order \(place)", version: version, unit: nil, time: nil,
                values: [.number(Double(place % 20) / 10 - 1), .number(0.5)],
                output: .probabilities(place % 2 == 0 ? [0.9, 0.1] : [0.2, 0.8]))
        }
    }

    @Test func keepsEachOnceAndJoinsItsLabelByItsServersName() async throws {
        let world = try World()
        try await world.serving(rows: 600, Self.definition()) { engine in
            let first = await engine.take(Self.observations(1...40), for: Self.name)
            let again = await engine.take(Self.observations(31...50), for: Self.name)
            let numbers = first.compactMap { if case .accepted(let number) = $0 { number } else { nil } }
            #expect(numbers.count == 40 && Set(numbers).count == 40)
            #expect(again.prefix(10) == numbers.suffix(10).map { .duplicate($0) }[...])
            #expect(again.suffix(10).allSatisfy { if case .accepted = $0 { true } else { false } })

            let replies = await engine.take(
                (1...40).map { Feedback(id: -1, ownID: "order \($0)", truth: .category("1")) }
                    + [Feedback(id: -1, ownID: "order 99", truth: .category("1"))], for: Self.name)
            #expect(replies.prefix(40) == Array(repeating: .accepted, count: 40)[...])
            #expect(replies.last?.isKept == true, "its observation may come yet")
            #expect(engine.predict(PredictionRequest(model: Self.name, rows: [])) == .failure(.elsewhere(Self.name)))
        }
        let stored = try world.store.labelledEvents(
            LabelledEventQuery(
                pipeline: Self.name, throughSequence: .max, events: 1_000_000...Int64.max, limit: 1_000, skipping: nil,
                excluded: []))
        #expect(stored.map(\.prediction?.championOutput) == Self.observations(1...40).map(\.output))
        #expect(stored.allSatisfy { $0.prediction?.champion == ModelVersion(rawValue: 1) })
    }

    @Test func tellsVersionsApartAndKeepsThemOverARestart() async throws {
        let world = try World()
        try await world.serving(rows: 600, Self.definition()) { engine in
            _ = await engine.take(Self.observations(1...5), for: Self.name)
            _ = await engine.take(Self.observations(6...9, version: "2026-06"), for: Self.name)
        }
        try await world.serving(rows: 600, Self.definition()) { engine in
            _ = await engine.take(Self.observations(10...11, version: "2026-06"), for: Self.name)
            while engine.snapshot().pipelines.first?.champion.version.rawValue != 2 { await Task.yield() }
            #expect(engine.snapshot().pipelines.first?.champion.summary == "served elsewhere: 2026-06")
        }
        let words = try world.store.audits(Self.name, since: nil, limit: 100).map(\.text)
        #expect(words.count { $0 == "external version 2026-06 serves" } == 1)
    }

    @Test func whatASearchFindsIsAdvice() async throws {
        let world = try World()
        try await world.serving(rows: 600, Self.definition()) { engine in
            let intent = Intent(
                pipeline: Self.name, command: .retrain, user: "ann", reason: "a look", time: world.time.now)
            #expect(await engine.submit(intent) == .refused("no observation has come yet"))
            _ = await engine.take(Self.observations(1...5), for: Self.name)

            #expect(await engine.submit(intent) == .done("search 1 started"))
            while try world.store.triggers(Self.name, limit: 5).last?.outcome != .advised { await Task.yield() }

            #expect(engine.model(Self.name)?.versions == [])
            #expect(try world.store.rollouts(Self.name, limit: 5).isEmpty)
        }
        let words = try world.store.audits(Self.name, since: nil, limit: 100).map(\.text)
        #expect(words.contains { $0.hasPrefix("advised: advice: v2, ") && $0.contains("2026-05 has") })
    }

    @Test func aPipelineThatPredictsItselfTakesNone() async throws {
        let world = try World()
        try await world.serving(rows: 600, Self.definition(.here)) { engine in
            let replies = await engine.take(Self.observations(1...1), for: Self.name)
            #expect(
                replies == [
                    .notExternal("synthetic is served here; ask it at /v2/models/synthetic/infer")
                ])
        }
    }
}
