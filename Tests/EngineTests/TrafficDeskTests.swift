import Domain
import Simulation
import Synchronization
import TestSupport
import Testing

@testable import Engine

/// The desk between routing tables and a traffic plane, each look by hand.
struct TrafficDeskTests {
    private static let name = PipelineName(rawValue: "synthetic")
    private static let (old, new) = (ModelVersion(rawValue: 1), ModelVersion(rawValue: 2))

    private let router = SimulatedRouter()
    private let ticks = Ticks()
    private let lane = ServingLane(name: name)
    private let desk: TrafficDesk

    /// A clock that the test moves, in seconds.
    private final class Ticks: Sendable {
        private let seconds = Mutex<UInt64>(100)

        var nanoseconds: UInt64 { seconds.withLock { $0 * 1_000_000_000 } }

        func wait(_ count: UInt64) {
            seconds.withLock { $0 += count }
        }
    }

    init() {
        let plane = TrafficPlane(
            router: router, engine: .socket(path: "engine"), address: { .socket(path: "\($0)-\($1)") },
            launch: { _, _ in })
        desk = TrafficDesk(
            plane, lanes: { [lane] in [lane] }, nanoseconds: { [ticks] in ticks.nanoseconds },
            now: { Timestamp(rawValue: 1_700_000_000_000) }, wake: {})
    }

    private func publish(weight: Double) {
        func route(_ version: ModelVersion) -> RoutingTable.Route {
            RoutingTable.Route(version: version, model: KnownModel(everyWrong: 10), learnedThrough: 0)
        }
        let definition = World.definition()
        lane.publish(
            RoutingTable(
                definition: definition, champion: route(Self.old), candidate: route(Self.new), previous: nil,
                weight: weight, rollout: 1, assignment: TrafficAssignment(salt: "salt"), lags: LagMemory(lags: []),
                clock: Timestamp(rawValue: 0)), definition: definition)
    }

    private func hear(_ versions: ModelVersion...) {
        for version in versions {
            let report = ModelServerReport(
                pipeline: Self.name, version: version, process: 1, isReady: true, knows: nil, rows: [], dropped: 0)
            desk.heard(report)
            desk.answered(report)
        }
    }

    private var weights: [ModelVersion: Int] {
        let backends = router.split(of: Self.name)?.backends ?? []
        return Dictionary(backends.map { ($0.version, $0.weight) }, uniquingKeysWith: { first, _ in first })
    }

    @Test func handsEachNewWeightOverOnceAndSaysWhenItHolds() async {
        hear(Self.old, Self.new)
        publish(weight: 25)
        await desk.work()
        let first = router.split(of: Self.name)?.generation
        await desk.work()

        #expect(weights == [Self.old: 7_500, Self.new: 2_500])
        #expect(router.split(of: Self.name)?.generation == first)
        #expect(desk.findings(of: Self.name) == [.inForce(champion: Self.old, share: 25)])
        #expect(desk.findings(of: Self.name) == [])
    }

    @Test func aRollBackIsHandedOverWithoutTheEnginesTurn() async throws {
        hear(Self.old, Self.new)
        publish(weight: 25)
        await desk.work()
        let before = try #require(router.split(of: Self.name)?.generation)

        lane.withdraw(Self.new)
        await desk.assert(lane)

        #expect(weights == [Self.old: 10_000])
        #expect(try #require(router.split(of: Self.name)?.generation) > before)
    }

    @Test func aVersionHasLeftWhenTwoReadingsShowNothingForIt() async {
        hear(Self.old, Self.new)
        publish(weight: 25)
        await desk.work()
        router.send(400, to: Self.name)

        lane.withdraw(Self.new)
        await desk.assert(lane)
        #expect(desk.departure(of: Self.new, from: Self.name) == nil)
        await desk.work()
        #expect(desk.departure(of: Self.new, from: Self.name) == nil, "one reading shows no growth")
        ticks.wait(2)
        hear(Self.old)
        await desk.work()

        #expect(desk.departure(of: Self.new, from: Self.name) == .letGo(Self.new))
    }

    @Test func aPlaneThatKeepsAVersionIsToldOfAfterAWhile() async {
        hear(Self.old, Self.new)
        publish(weight: 25)
        await desk.work()
        router.set(fault: .deaf)

        lane.withdraw(Self.new)
        for _ in 0..<31 {
            await desk.work()
            ticks.wait(1)
            hear(Self.old)
            #expect(desk.departure(of: Self.new, from: Self.name) != .letGo(Self.new))
        }

        let words =
            "v2 is rolled back, and the traffic plane has not let go of it for 31 s: look whether it answers, and take the "
            + "version's server down"
        #expect(desk.departure(of: Self.new, from: Self.name) == .lingers(words))
    }

    @Test func aServerThatFallsSilentLosesItsShareAndGetsItBack() async {
        hear(Self.old, Self.new)
        publish(weight: 25)
        await desk.work()
        _ = desk.findings(of: Self.name)

        ticks.wait(3)
        hear(Self.old)
        await desk.work()
        #expect(weights == [Self.old: 10_000])
        #expect(desk.findings(of: Self.name).first == .isAway("the server of v2 does not answer"))

        hear(Self.new)
        await desk.work()
        #expect(weights == [Self.old: 7_500, Self.new: 2_500])
        ticks.wait(1)
        hear(Self.old, Self.new)
        await desk.work()
        #expect(desk.findings(of: Self.name).contains(.isBack))
    }

    @Test func aServerThatWaitsForABusyEngineLives() async {
        hear(Self.old)
        let report = ModelServerReport(
            pipeline: Self.name, version: Self.new, process: 1, isReady: true, knows: nil, rows: [], dropped: 0)
        desk.heard(report)
        publish(weight: 25)

        ticks.wait(60)
        hear(Self.old)
        await desk.work()

        #expect(weights == [Self.old: 7_500, Self.new: 2_500])
    }

    @Test func aPlaneThatIsAwayIsToldOfUntilItIsAFaultAndThenAgainOfItsReturn() async {
        router.set(fault: .away)
        publish(weight: 25)
        for _ in 0..<10 {
            hear(Self.old, Self.new)
            await desk.work()
            ticks.wait(1)
        }
        let away = desk.findings(of: Self.name)
        #expect(away == Array(repeating: .isAway("the plane is away"), count: 4))

        router.set(fault: nil)
        for _ in 0..<3 {
            hear(Self.old, Self.new)
            await desk.work()
            ticks.wait(1)
        }
        #expect(weights == [Self.old: 7_500, Self.new: 2_500])
        #expect(Set(desk.findings(of: Self.name)) == [.isBack, .inForce(champion: Self.old, share: 25)])
    }

    @Test func aPlaneThatTakesASplitAndGoesOnAsBeforeIsAtFault() async {
        hear(Self.old, Self.new)
        publish(weight: 5)
        await desk.work()
        _ = desk.findings(of: Self.name)

        router.set(fault: .deaf)
        publish(weight: 25)
        for _ in 0..<4 {
            hear(Self.old, Self.new)
            await desk.work()
            ticks.wait(1)
        }

        #expect(desk.findings(of: Self.name).first == .isAway("the traffic plane does not take up its new split"))
    }

    @Test func aPlaneThatSharesOutOtherwiseIsOff() async {
        hear(Self.old, Self.new)
        publish(weight: 25)
        await desk.work()
        router.set(fault: .lopsided)
        router.send(2_000, to: Self.name)
        ticks.wait(1)
        hear(Self.old, Self.new)
        await desk.work()

        #expect(
            desk.findings(of: Self.name).last
                == .isOff(
                    "the traffic plane's split is off: 200 of 200 requests on the candidate, meant are 50"))
    }
}
