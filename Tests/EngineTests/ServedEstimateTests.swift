import Domain
import Testing

@testable import Engine

/// Streams whose chance of a right answer is known, with labels that come 600 answers late.
struct ServedEstimateTests {
    private static let lag = 600

    /// What is answered: how sure, and how often that is right.
    private struct World {
        var surest = 0.95
        var shareOfSure = 0.8
        var honesty = 1.0

        func answer(_ generator: inout SeededGenerator) -> (confidence: Double, isRight: Bool) {
            let isSure = Double.random(in: 0..<1, using: &generator) < shareOfSure
            let confidence =
                isSure
                ? Double.random(in: 0.8..<surest, using: &generator) : Double.random(in: 0.5..<0.6, using: &generator)
            let chance = 0.5 + (confidence - 0.5) * honesty
            return (confidence, Double.random(in: 0..<1, using: &generator) < chance)
        }
    }

    private struct Stream {
        var estimate = ServedEstimate()
        var generator: SeededGenerator
        var pending: [(prediction: PredictionRecord, truth: Truth)] = []
        var right: [Bool] = []
        var number: Int64 = 0

        init(seed: UInt64) {
            generator = SeededGenerator(seed: seed)
        }

        mutating func run(_ rows: Int, _ world: World, version: Int = 1, candidate: Int? = nil) {
            for _ in 0..<rows {
                number += 1
                let (confidence, isRight) = world.answer(&generator)
                var prediction = PredictionRecord(
                    event: number, arm: .champion, champion: ModelVersion(rawValue: version),
                    championOutput: .probabilities([confidence, 1 - confidence]), championLearnedThrough: 0,
                    candidate: nil, candidateOutput: nil)
                if let candidate {
                    prediction.candidate = ModelVersion(rawValue: candidate)
                    prediction.candidateOutput = prediction.championOutput
                }
                estimate.answered(prediction, at: Timestamp(rawValue: number), fading: 0.998)
                pending.append((prediction, .category(isRight ? 0 : 1)))
                right.append(isRight)
                if pending.count > ServedEstimateTests.lag {
                    let oldest = pending.removeFirst()
                    estimate.learned(oldest.prediction, oldest.truth)
                    estimate.forget(before: Timestamp(rawValue: oldest.prediction.event))
                }
                if estimate.isDue { estimate.judge(columnShifts: [:]) }
            }
        }

        var snapshot: EstimateSnapshot? { estimate.snapshot(after: nil) }
        func realised(_ rows: Int) -> Double { Double(right.suffix(rows).count { $0 }) / Double(rows) }
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func followsACovariateShiftThatNoLabelHasTold(seed: UInt64) throws {
        var stream = Stream(seed: seed)
        stream.run(3_000, World())
        let before = try #require(stream.snapshot)
        stream.run(Self.lag, World(shareOfSure: 0.4))
        let after = try #require(stream.snapshot)

        #expect(before.isTrusted && after.isTrusted, "\(after.reasons)")
        #expect(abs(try #require(before.value) - stream.realised(3_000)) < 0.04)
        let value = try #require(after.value)
        #expect(value < stream.realised(3_000) - 0.04, "the labels know nothing of it yet")
        #expect(abs(value - 0.72) < 0.04, "0.68 of seven tenths of the fading mean, 0.81 of the others")
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func goesDarkWhenLabelsTellOfConceptDrift(seed: UInt64) throws {
        var stream = Stream(seed: seed)
        stream.run(3_000, World())
        stream.run(Self.lag, World(honesty: 0.2))
        let fooled = try #require(stream.snapshot)
        stream.run(420, World(honesty: 0.2))
        let dark = try #require(stream.snapshot)
        stream.run(2_400, World(honesty: 0.2))
        let learned = try #require(stream.snapshot)

        #expect(fooled.isTrusted, "no label has told of it")
        #expect(dark.reasons.map(\.doubt).contains(.drift))
        #expect(dark.value == nil && dark.margin == nil)
        #expect(dark.points.last?.value == nil)
        #expect(learned.isTrusted)
        #expect(abs(try #require(learned.value) - stream.realised(2_000)) < 0.05)
    }

    @Test func goesDarkOnScoresThatItHasNeverSeen() throws {
        var stream = Stream(seed: 4)
        stream.run(3_000, World())
        stream.run(300, World(surest: 1.2))

        #expect(try #require(stream.snapshot).reasons.map(\.doubt).contains(.novelty))
    }

    @Test func goesDarkWhereAColumnHasMovedTooFar() throws {
        var stream = Stream(seed: 5)
        stream.run(3_000, World())
        stream.estimate.judge(columnShifts: ["salary": 0.9, "age": 0.1])

        let reason = try #require(stream.snapshot?.reasons.first)
        #expect(reason.doubt == .novelty)
        #expect(reason.text == "the stability index of column salary is 0.9, 0.5 is allowed")
    }

    @Test func aNewVersionIsDarkUntilItIsKnownAndOneFromACanaryIsKnown() throws {
        var unknown = Stream(seed: 6)
        unknown.run(3_000, World())
        unknown.run(100, World(), version: 2)
        var known = Stream(seed: 6)
        known.run(3_000, World(), candidate: 2)
        known.run(100, World(), version: 2, candidate: 1)

        #expect(unknown.snapshot?.reasons.map(\.doubt) == [.fewRows])
        #expect(unknown.snapshot?.value == nil)
        #expect(known.snapshot?.version == ModelVersion(rawValue: 2))
        #expect(known.snapshot?.isTrusted == true)
    }

    @Test func keepsItsPointsFewAndAfterTheMark() throws {
        var stream = Stream(seed: 7)
        stream.run(2_000, World())
        let lagging = try #require(stream.snapshot)
        for number in 0..<20_000 as Range<Int64> {
            let prediction = PredictionRecord(
                event: number, arm: .champion, champion: ModelVersion(rawValue: 1),
                championOutput: .probabilities([0.9, 0.1]), championLearnedThrough: 0, candidate: nil,
                candidateOutput: nil)
            stream.estimate.answered(prediction, at: Timestamp(rawValue: 10_000 + number), fading: 0.998)
        }

        #expect((28...31).contains(lagging.points.count), "one in twenty answers")
        #expect(lagging.points.allSatisfy { $0.time.rawValue > 1_399 })
        let points = try #require(stream.snapshot).points
        #expect((100...240).contains(points.count))
        #expect(points.map(\.time) == points.map(\.time).sorted())
    }

    @Test func expectsErrorsOfNumbersWhereTheyAreLarge() throws {
        var estimate = ServedEstimate()
        var generator = SeededGenerator(seed: 8)
        func answer(_ level: Double) -> (PredictionRecord, Truth) {
            let value = Double.random(in: 0..<level, using: &generator)
            let error = Double.random(in: 0..<0.2, using: &generator) * value
            let prediction = PredictionRecord(
                event: 1, arm: .champion, champion: ModelVersion(rawValue: 1), championOutput: .value(value),
                championLearnedThrough: 0, candidate: nil, candidateOutput: nil)
            return (prediction, .number(value + error))
        }
        for _ in 0..<2_000 {
            let (prediction, truth) = answer(100)
            estimate.answered(prediction, at: Timestamp(rawValue: 1), fading: 0.99)
            estimate.learned(prediction, truth)
            if estimate.isDue { estimate.judge(columnShifts: [:]) }
        }
        let all = try #require(estimate.snapshot(after: nil)?.value)
        for _ in 0..<500 { estimate.answered(answer(40).0, at: Timestamp(rawValue: 2), fading: 0.99) }
        let low = try #require(estimate.snapshot(after: nil)?.value)

        #expect(abs(all - 5) < 1)
        #expect(abs(low - 2) < 0.7)
    }

    @Test func goesOnAfterARestartAsIfItHadNeverStopped() throws {
        var bench = FoldBench(CanaryDefinition())
        bench.feed(1_000)
        for _ in 0..<100 { _ = bench.ask(nil) }
        let coder = CheckpointCoder(artifacts: bench.artifacts)
        var resumed = bench
        resumed.state = try coder.decode(coder.encode(bench.state))

        #expect(resumed.state.servedEstimate == bench.state.servedEstimate)
        #expect(resumed.state.labelSnapshot == bench.state.labelSnapshot)
        bench.feed(500)
        resumed.feed(500)
        #expect(resumed.state.servedEstimate == bench.state.servedEstimate)
        #expect(bench.state.labelSnapshot.estimate?.version == ModelVersion(rawValue: 1))
    }

    @Test func drawsWhatIsRealisedUpToTheMarkAndWhatIsExpectedAfterIt() throws {
        var bench = FoldBench(CanaryDefinition())
        bench.state.definition.labels.horizon = .minutes(1_000)
        bench.feed(1_200)
        let labelled = bench.state.clock
        for _ in 0..<200 { _ = bench.ask(nil) }

        let labels = bench.state.labelSnapshot
        let mark = try #require(labels.watermark)
        let estimate = try #require(labels.estimate)
        #expect(estimate.points.allSatisfy { $0.time > mark })
        #expect(estimate.points.count >= 9)
        #expect(abs(try #require(estimate.value) - 2.0 / 3) < 0.02, "wrong on every third event")
        let last = try #require(bench.changes.points.last)
        #expect(try #require(last.through) <= labelled)
    }
}
