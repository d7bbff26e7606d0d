import Domain
import Testing

@testable import Engine

struct LabelWatermarkTests {
    private static let horizon = TimeSpan.hours(1_000)

    private static func labels(_ complete: Double = 0.95) -> LabelDefinition {
        LabelDefinition(delay: .zero, horizon: horizon, complete: complete)
    }

    private static func time(_ hour: Int) -> Timestamp { Timestamp(rawValue: 0) + .hours(hour) }

    /// A prediction an hour, of which `labelled` have their label, looked at when hour `now` has begun.
    private static func mark(_ labelled: (Int) -> Bool, now: Int, complete: Double = 0.95) -> Timestamp? {
        var watermark = LabelWatermark(horizon: horizon)
        for hour in 0..<now { watermark.expect(at: time(hour)) }
        for hour in 0..<now where labelled(hour) { watermark.arrive(at: time(hour)) }
        watermark.advance(to: time(now), labels(complete), fading: 1)
        return watermark.time
    }

    @Test func standsWhereTheLabelsEnd() {
        #expect(Self.mark({ $0 < 70 }, now: 100) == Self.time(70))
        #expect(Self.mark({ _ in true }, now: 100) == Self.time(100))
        #expect(Self.mark({ _ in false }, now: 100) == nil)
    }

    /// Of twenty one may be missing where 95 % are enough.
    @Test func passesOverFewMissingOnes() {
        #expect(Self.mark({ $0 < 70 && $0 != 30 }, now: 100) == Self.time(70))
        #expect(Self.mark({ $0 < 70 && !(30...31).contains($0) }, now: 100) == Self.time(30))
        #expect(Self.mark({ $0 < 70 && !(30...31).contains($0) }, now: 100, complete: 0.9) == Self.time(70))
    }

    @Test func waitsForNothingThatIsOlderThanTheHorizon() {
        #expect(Self.mark({ $0 % 2 == 1 }, now: 1_100) == Self.time(100))
    }

    @Test func doesNotPassTheStretchThatIsNotOver() {
        var watermark = LabelWatermark(horizon: Self.horizon)
        watermark.expect(at: Self.time(0))
        watermark.arrive(at: Self.time(0))
        watermark.advance(to: Self.time(0) + .minutes(59), Self.labels(), fading: 1)
        #expect(watermark.time == nil)
    }

    @Test func doesNotGoBack() {
        var watermark = LabelWatermark(horizon: Self.horizon)
        for hour in 0..<50 {
            watermark.expect(at: Self.time(hour))
            watermark.arrive(at: Self.time(hour))
        }
        watermark.advance(to: Self.time(50), Self.labels(), fading: 1)
        watermark.expect(at: Self.time(3))
        watermark.arrive(at: Self.time(2))
        watermark.advance(to: Self.time(50), Self.labels(), fading: 1)
        #expect(watermark.time == Self.time(50))
    }

    /// Right answers get their labels at once, wrong ones after fifty hours: left of the mark both count.
    @Test func theRealisedMetricWaitsForSlowLabels() {
        var watermark = LabelWatermark(horizon: Self.horizon)
        for hour in 0..<200 {
            watermark.expect(at: Self.time(hour))
            let isRight = hour % 2 == 0
            let labelled = isRight ? hour : hour - 50
            for (place, score) in [(labelled, isRight ? 1.0 : 0)] where place >= 0 {
                watermark.score(
                    score, ghost: 1 - score, noChange: nil, standingFor: 1, at: Self.time(place), fading: 1)
                watermark.arrive(at: Self.time(place))
            }
            watermark.advance(to: Self.time(hour), Self.labels(), fading: 1)
        }
        #expect(watermark.time.map { (Self.time(149)...Self.time(151)).contains($0) } == true)
        #expect(abs((watermark.realised ?? 0) - 0.5) < 0.01)
        #expect(abs((watermark.others.ghost.value ?? 0) - 0.5) < 0.01)
        #expect(watermark.others.noChange.value == nil)
        #expect(watermark.isBehind(Self.time(200)))
    }

    /// Two labels of a hundred are slow, and come behind the mark: they count as if they had been there.
    @Test func takesInWhatComesBehindTheMark() {
        var watermark = LabelWatermark(horizon: Self.horizon)
        for hour in 0..<100 { watermark.expect(at: Self.time(hour)) }
        for hour in 0..<100 where hour % 50 != 7 {
            watermark.score(1, ghost: nil, noChange: nil, standingFor: 1, at: Self.time(hour), fading: 0.99)
            watermark.arrive(at: Self.time(hour))
        }
        watermark.advance(to: Self.time(100), Self.labels(), fading: 0.99)
        #expect(watermark.time == Self.time(100) && watermark.realised == 1)

        let isTaken = [7, 57].map {
            watermark.score(0, ghost: nil, noChange: nil, standingFor: 1, at: Self.time($0), fading: 0.99)
        }

        #expect(isTaken == [true, true])
        // Of 0.99 to the power of how many scores are newer, over all of a hundred such weights.
        let hours = (0..<100).filter { $0 % 50 != 7 }
        func weight(_ hour: Int) -> Double {
            hours.reduce(1) { $1 > hour ? $0 * 0.99 : $0 }
        }
        let right = hours.reduce(0) { $0 + weight($1) }
        let expected = right / (right + weight(7) + weight(57))
        #expect(abs((watermark.realised ?? 0) - expected) < 1e-9)
        watermark.advance(to: Self.time(1_010), Self.labels(), fading: 0.99)
        #expect(
            watermark.score(0, ghost: nil, noChange: nil, standingFor: 1, at: Self.time(7), fading: 0.99) == false,
            "beyond the horizon")
    }

    @Test func countsWhatChangesAFigureThatWasTold() {
        var bench = FoldBench(CanaryDefinition())
        bench.feed(50)
        let event = bench.ask(nil).event
        bench.feed(2_000)
        #expect(bench.state.labelSnapshot.restated == RestatementCounts())
        let mark = bench.state.labelSnapshot.watermark
        #expect(mark.map { $0 > bench.state.clock - .days(2) } == true, "one of many is missing")

        bench.label(event)
        #expect(bench.state.labelSnapshot.restated.late == 1, "it came behind the mark")
        bench.tell(
            ToldLabel(event: event, value: .category("0"), time: bench.state.clock, fate: .late))
        #expect(bench.state.labelSnapshot.restated.late == 2)
        var changes = PipelineChanges(pipeline: bench.state.definition.name)
        bench.state.correct(event, value: .category("0"), at: bench.state.clock, &changes)
        #expect(bench.state.labelSnapshot.restated.corrected == 1 && changes.labels.count == 1)
    }

    @Test func isToldWithTheSnapshot() throws {
        var bench = FoldBench(CanaryDefinition())
        bench.state.definition.labels.horizon = .minutes(1_000)
        bench.feed(100)
        let labelled = bench.state.clock
        for _ in 0..<100 { _ = bench.ask(nil) }

        let mark = try #require(bench.state.labelSnapshot.watermark)
        #expect(mark > labelled && mark <= labelled + .minutes(1), "the end of the newest labelled stretch")
        #expect(bench.state.clock == labelled + .minutes(100))
    }
}
