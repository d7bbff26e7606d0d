import Domain
import Testing

@testable import Engine

struct TrafficWatchTests {
    private static let (old, new) = (ModelVersion(rawValue: 1), ModelVersion(rawValue: 2))

    private static func split(_ weight: Int) -> TrafficSplit {
        TrafficSplit(
            pipeline: PipelineName(rawValue: "loans"),
            backends: [
                TrafficSplit.Backend(version: new, role: .candidate, address: .host("a", port: 1), weight: weight),
                TrafficSplit.Backend(
                    version: old, role: .champion, address: .host("b", port: 1), weight: 10_000 - weight),
            ], salt: "s", generation: 5)
    }

    private static func reading(_ onOld: Int64, _ onNew: Int64, generation: Int64? = 5) -> TrafficReading {
        TrafficReading(generation: generation, requests: [old: onOld, new: onNew])
    }

    @Test func countsFromTheMomentAtWhichTheSplitHolds() {
        var watch = TrafficWatch(Self.split(2_500), hasUnits: false)

        #expect(watch.take(Self.reading(9_000, 0, generation: 4), alpha: 0.001) == nil)
        #expect(!watch.isInForce)
        #expect(watch.take(Self.reading(9_000, 0), alpha: 0.001) == nil)
        #expect(watch.isInForce)

        #expect(watch.take(Self.reading(9_750, 250), alpha: 0.001) == nil)
        #expect(watch.take(Self.reading(10_500, 500), alpha: 0.001) == nil)
    }

    @Test func saysWhatDoesNotFit() {
        var watch = TrafficWatch(Self.split(2_500), hasUnits: false)
        _ = watch.take(Self.reading(0, 0), alpha: 0.001)

        #expect(
            watch.take(Self.reading(195, 5), alpha: 0.001)
                == "the traffic plane's split is off: 5 of 200 requests on the candidate, meant are 50")
    }

    @Test func requestsOfStickyUnitsSayNothingOfChance() {
        var watch = TrafficWatch(Self.split(2_500), hasUnits: true)
        _ = watch.take(Self.reading(0, 0), alpha: 0.001)

        #expect(watch.take(Self.reading(195, 5), alpha: 0.001) == nil)
    }

    @Test(arguments: [true, false])
    func whatHasNoShareGetsNothing(hasUnits: Bool) {
        var watch = TrafficWatch(Self.split(0), hasUnits: hasUnits)
        _ = watch.take(Self.reading(0, 700), alpha: 0.001)

        #expect(watch.take(Self.reading(500, 705), alpha: 0.001) == nil)
        #expect(watch.take(Self.reading(900, 740), alpha: 0.001) == "40 requests went to v2, which has no share")
    }

    @Test func aPlaneThatFollowsAnotherSplitIsOff() {
        var watch = TrafficWatch(Self.split(2_500), hasUnits: false)
        _ = watch.take(Self.reading(0, 0), alpha: 0.001)

        #expect(
            watch.take(Self.reading(0, 0, generation: 3), alpha: 0.001)
                == "the traffic plane follows another split than the one it was told")
    }

    @Test func aPlaneThatBeginsAnewIsCountedAnew() {
        var watch = TrafficWatch(Self.split(2_500), hasUnits: false)
        _ = watch.take(Self.reading(10_000, 0), alpha: 0.001)

        #expect(watch.take(Self.reading(10, 2), alpha: 0.001) == nil)
        #expect(watch.take(Self.reading(310, 102), alpha: 0.001) == nil)
    }
}
