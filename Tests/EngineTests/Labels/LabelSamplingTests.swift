import Domain
import Learning
import Testing

@testable import Engine

/// Labels that were asked for by chance.
struct LabelSamplingTests {
    /// Hard rows are asked for always, easy ones with a chance of a tenth; the model is right on all easy ones alone.
    private static let easyChance = 0.1

    @Test func drawsEachPredictionWithTheSameChance() {
        var generator = SeededGenerator(seed: 5)
        var drawn = [0, 0]
        for event in 0..<Int64(40_000) {
            let isHard = event % 4 == 0
            let chance = isHard ? 1 : Self.easyChance
            guard generator.unitInterval() < chance else { continue }
            if LabelSampling.holds(event, probability: chance, smallest: Self.easyChance) { drawn[isHard ? 1 : 0] += 1 }
        }

        let shares = [Double(drawn[0]) / 30_000, Double(drawn[1]) / 10_000]
        #expect(shares.allSatisfy { abs($0 - 0.1) < 0.01 }, "\(shares)")
        #expect(LabelSampling.holds(3, probability: 1, smallest: 1))
    }

    @Test func weighsTheMetricBackToAllPredictions() {
        var generator = SeededGenerator(seed: 9)
        var weighted = FadingClassification(classCount: 2, fading: 1)
        var plain = FadingClassification(classCount: 2, fading: 1)
        for event in 0..<20_000 {
            let isHard = event % 4 == 0
            let chance = isHard ? 1 : Self.easyChance
            guard generator.unitInterval() < chance else { continue }
            let predicted = isHard ? 1 : 0
            plain.add(truth: 0, predicted: predicted, probabilityOfTruth: 0.5, noChange: nil)
            weighted.add(
                truth: 0, predicted: predicted, probabilityOfTruth: 0.5, noChange: nil, standingFor: 1 / chance)
        }

        #expect(abs((weighted.accuracy ?? 0) - 0.75) < 0.02)
        #expect((plain.accuracy ?? 1) < 0.3, "without weights the hard rows are the most")
    }

    @Test func keepsTheChanceWithTheLabelAndRefusesASmallerOne() {
        var bench = FoldBench(CanaryDefinition())
        bench.state.definition.labels.sampling = 0.1
        let before = bench.state.counts.labelled
        let event = bench.ask(nil).event
        let judge = FeedbackJudge(
            definition: bench.state.definition, clock: bench.state.clock, orphans: OrphanBook())
        let standing = EventStanding(time: bench.state.clock, label: nil)
        func judged(_ chance: Double) -> (FeedbackReply, [PipelineInput]) {
            judge.judge(
                Feedback(id: event, truth: .category("1"), probability: chance), standing: standing,
                at: bench.state.clock)
        }

        let (reply, inputs) = judged(0.25)
        #expect(reply == .accepted)
        guard case .told(let told)? = inputs.first else {
            Issue.record("\(inputs)")
            return
        }
        bench.tell(told)
        bench.label(event)
        #expect(bench.changes.told.map(\.told.probability) == [0.25])
        #expect(bench.state.counts.labelled == before + 1)
        guard case .invalid(let sentence) = judged(0.05).0 else {
            Issue.record("a smaller chance than the file names is taken")
            return
        }
        #expect(sentence.contains("labels.sampling"))
    }

    /// A canary sees the even sample alone, so that its bounds hold for all predictions.
    @Test func aCanarySeesTheEvenSample() {
        var bench = FoldBench(CanaryDefinition())
        bench.state.definition.labels.sampling = 0.5
        bench.propose(2, everyWrong: 50)
        bench.feed(1)
        let pairs = bench.state.rollout?.difference.count ?? 0
        let labelled = bench.state.counts.labelled
        bench.feed(200)

        let seen = (bench.state.rollout?.difference.count ?? 0) - pairs
        #expect(bench.state.counts.labelled - labelled == 200)
        #expect((70...130).contains(seen), "\(seen) of 200")
    }
}
