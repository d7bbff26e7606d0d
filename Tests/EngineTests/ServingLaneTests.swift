import Domain
import TestSupport
import Testing

@testable import Engine

/// The split and the roll back, as callers see them.
struct ServingLaneTests {
    private static let name = PipelineName(rawValue: "synthetic")
    private static let champion = ModelVersion(rawValue: 1)
    private static let candidate = ModelVersion(rawValue: 2)

    private let router = PredictionRouter(
        sha256: StandInDigest.function, now: { Timestamp(rawValue: 1_700_000_000_000) }, wake: {})

    private func table(weight: Double, isBaking: Bool = false) -> RoutingTable {
        func route(_ version: ModelVersion) -> RoutingTable.Route {
            RoutingTable.Route(version: version, model: KnownModel(everyWrong: 10), learnedThrough: 0)
        }
        return RoutingTable(
            definition: World.definition(), champion: route(isBaking ? Self.candidate : Self.champion),
            candidate: isBaking ? nil : route(Self.candidate), previous: isBaking ? route(Self.champion) : nil,
            weight: weight, rollout: 1, assignment: TrafficAssignment(salt: "salt"), lags: LagMemory(lags: []),
            clock: Timestamp(rawValue: 0))
    }

    private func versions(of units: Range<Int>) throws -> [ModelVersion] {
        let rows = units.map {
            PredictionRequest.Row(values: [.number(0), .number(0)], unit: "unit \($0)")
        }
        return try router.predict(PredictionRequest(model: Self.name, rows: rows)).get().map(\.version)
    }

    @Test func unitsStickAndNobodyMovesBackWhileTheWeightGrows() throws {
        let lane = router.opened(Self.name)
        var before: [Bool] = Array(repeating: false, count: 2_000)
        for weight in [5.0, 25, 50, 100] {
            lane.publish(table(weight: weight), definition: World.definition())
            let now = try versions(of: 0..<2_000).map { $0 == Self.candidate }
            let again = try versions(of: 0..<2_000).map { $0 == Self.candidate }

            #expect(now == again)
            #expect(zip(before, now).allSatisfy { !$0 || $1 })
            #expect(abs(Double(now.count(where: \.self)) / 20 - weight) < 3)
            before = now
        }
    }

    @Test func aWithdrawnVersionStaysOutUntilTheEngineHasRecordedIt() throws {
        let lane = router.opened(Self.name)
        lane.publish(table(weight: 50), definition: World.definition())

        lane.withdraw(Self.candidate)
        #expect(try versions(of: 0..<500).allSatisfy { $0 == Self.champion })

        lane.publish(table(weight: 50), definition: World.definition())
        #expect(try versions(of: 0..<500).allSatisfy { $0 == Self.champion }, "the engine has not heard of it yet")
    }

    @Test func whileBakingARollBackBringsTheOldChampionBack() throws {
        let lane = router.opened(Self.name)
        lane.publish(table(weight: 0, isBaking: true), definition: World.definition())
        #expect(try versions(of: 0..<10).allSatisfy { $0 == Self.candidate })

        lane.withdraw(Self.candidate)

        #expect(try versions(of: 0..<10).allSatisfy { $0 == Self.champion })
    }

    @Test func aFullInboxCountsAndBlocksNobody() throws {
        let lane = router.opened(Self.name)
        lane.publish(table(weight: 0), definition: World.definition())

        for _ in 0..<70 { _ = try versions(of: 0..<1_000) }

        #expect(lane.dropped == 70_000 - ServingLane.capacity)
        #expect(lane.drain().count == ServingLane.capacity)
    }

    /// A model whose memory is an object that a test can look for.
    private struct HeldModel: PublishedModel {
        final class Memory: Sendable {}

        let memory: Memory
        let whileAnswering: @Sendable () -> Void

        func predict(_ event: Event) -> Output {
            whileAnswering()
            return .probabilities([0.5, 0.5])
        }

        mutating func learn(_ event: LabelledEvent) {}
    }

    @Test func theMemoryOfAModelGoesWithTheLastRequestThatHoldsIt() throws {
        let lane = router.opened(Self.name)
        weak var memory: HeldModel.Memory?
        nonisolated(unsafe) var isHeldWhileAnswering = false
        do {
            let held = HeldModel.Memory()
            memory = held
            let model = HeldModel(memory: held) { [weak held, lane] in
                // The table changes while a request is on its way: it keeps the model that it was given.
                lane.publish(nil, definition: World.definition())
                isHeldWhileAnswering = held != nil
            }
            let route = RoutingTable.Route(version: Self.champion, model: model, learnedThrough: 0)
            lane.publish(
                RoutingTable(
                    definition: World.definition(), champion: route, candidate: nil, previous: nil, weight: 0,
                    rollout: nil, assignment: TrafficAssignment(salt: ""), lags: LagMemory(lags: []),
                    clock: Timestamp(rawValue: 0)), definition: World.definition())
        }
        #expect(memory != nil)

        #expect(try versions(of: 0..<1) == [Self.champion])

        #expect(isHeldWhileAnswering)
        #expect(memory == nil)
    }

    @Test func anOutageOfTheChampionsServerCountsForNobody() async throws {
        let remotes = ScriptedRemotes()
        remotes.answer("other") { _ in .failure(.unreachable("connection refused")) }
        let lane = router.opened(Self.name)
        let elsewhere = RemoteStandIn(RemoteModel(host: "127.0.0.1", port: 1, name: "other"))
        lane.publish(
            RoutingTable(
                definition: World.definition(),
                champion: RoutingTable.Route(version: Self.champion, model: elsewhere, learnedThrough: 0),
                candidate: RoutingTable.Route(
                    version: Self.candidate, model: KnownModel(everyWrong: 10), learnedThrough: 0),
                previous: nil, weight: 50, rollout: 1, assignment: TrafficAssignment(salt: "salt"),
                lags: LagMemory(lags: []), clock: Timestamp(rawValue: 0)), definition: World.definition())
        let asking = PredictionRouter.Asking(remotes: remotes, pipeline: try #require(lane.model))

        var answered = 0
        for unit in 0..<100 {
            let row = PredictionRequest.Row(values: [.number(0), .number(0)], unit: "unit \(unit)")
            let answer = await router.answer(PredictionRequest(model: Self.name, rows: [row]), by: asking)
            if case .success(let predictions) = answer {
                answered += 1
                #expect(predictions.map(\.version) == [Self.candidate])
            }
        }
        await lane.settle()

        let rows = lane.drain()
        #expect((20...80).contains(answered), "the candidate's callers are answered")
        #expect(rows.count == answered, "the champion's have no answer that a label could be about")
        #expect(rows.allSatisfy { $0.served?.isCounted == false })
    }

    @Test func answersCarryTheArmTheRolloutAndTheUnit() throws {
        router.opened(Self.name).publish(table(weight: 100), definition: World.definition())
        let row = PredictionRequest.Row(values: [.number(0), .number(0)], unit: "me")

        let answer = try #require(router.predict(PredictionRequest(model: Self.name, rows: [row])).get().first)

        #expect(answer.arm == .candidate)
        #expect(answer.rollout == 1)
        #expect(answer.unit == "me")
    }
}
