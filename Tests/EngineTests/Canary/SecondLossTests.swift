import Domain
import Testing

@testable import Engine

/// The comparison that is shown beside the one that decides.
struct SecondLossTests {
    private static let classes = LearningTask.classification(classes: ["0", "1"])

    private static func pair(_ truth: Truth, _ champion: Output, _ candidate: Output) -> GuardrailPair {
        GuardrailPair(
            event: Event(id: 1, time: Timestamp(rawValue: 0), unit: nil, values: [], lags: []), truth: truth,
            champion: champion, candidate: candidate, difference: 0)
    }

    @Test func isTheMeanLogLossOfBoth() throws {
        var loss = SecondLoss(alpha: 0.05)

        loss.add(Self.pair(.category(1), .probabilities([0.5, 0.5]), .probabilities([0.25, 0.75])), scale: 1)
        loss.add(Self.pair(.category(0), .probabilities([0.5, 0.5]), .probabilities([0.5, 0.5])), scale: 1)

        let compared = try #require(loss.comparison(Self.classes, scale: 1, margin: 0.02))
        #expect(abs(compared.champion - 0.693147) < 1e-6)
        #expect(abs(compared.candidate - (0.287682 + 0.693147) / 2) < 1e-6)
        #expect(abs(compared.margin - 0.02 * 4.605170) < 1e-6)
        #expect(compared.lower <= compared.difference && compared.difference <= compared.upper)
    }

    @Test func isTheRootMeanSquaredErrorOfBoth() throws {
        var loss = SecondLoss(alpha: 0.05)

        for (champion, candidate) in [(3.0, 1.0), (-4, 2)] {
            loss.add(Self.pair(.number(0), .value(champion), .value(candidate)), scale: 10)
        }

        let compared = try #require(loss.comparison(.regression, scale: 10, margin: 0.02))
        #expect(abs(compared.champion - 3.535534) < 1e-6)
        #expect(abs(compared.candidate - 1.581139) < 1e-6)
        #expect(compared.lower <= compared.difference && compared.difference <= compared.upper)
    }

    @Test(arguments: [
        Output.probabilities([]), .probabilities([.nan, .nan]), .probabilities([0, 1]), .value(3), .value(.nan),
    ])
    func countsAnAnswerThatIsNoneAsTheWorst(_ answer: Output) throws {
        var loss = SecondLoss(alpha: 0.05)

        loss.add(Self.pair(.category(0), .probabilities([1, 0]), answer), scale: 1)

        let compared = try #require(loss.comparison(Self.classes, scale: 1, margin: 0.02))
        #expect(compared.champion == 0)
        #expect(abs(compared.candidate - 4.605170) < 1e-6)
    }

    @Test func saysNothingBeforeThereIsAnything() throws {
        var loss = SecondLoss(alpha: 0.05)
        #expect(loss.comparison(Self.classes, scale: 1, margin: 0.02) == nil)

        loss.add(Self.pair(.number(2), .value(2), .value(2)), scale: 1)

        #expect(loss.comparison(.regression, scale: 1, margin: 0.02) == nil)
    }

    /// Both models are as good: that either looks proven better at any look of a run may happen in a twentieth of them.
    @Test func seldomShowsADifferenceThatIsNone() throws {
        var found = 0
        for seed in UInt64(0)..<200 {
            var generator = SeededGenerator(seed: seed)
            var loss = SecondLoss(alpha: 0.05)
            for pair in 1...600 {
                let truth = generator.unitInterval() < 0.7 ? 1 : 0
                let shares = [0, 1].map { _ in 0.4 + 0.5 * generator.unitInterval() }
                loss.add(
                    Self.pair(
                        .category(truth), .probabilities([1 - shares[0], shares[0]]),
                        .probabilities([1 - shares[1], shares[1]])), scale: 1)
                guard pair % 50 == 0, let compared = loss.comparison(Self.classes, scale: 1, margin: 0.02) else {
                    continue
                }
                if compared.lower > 0 || compared.upper < 0 {
                    found += 1
                    break
                }
            }
        }
        #expect(found <= 10)
    }

    @Test func standsBesideTheMetricThatDecides() throws {
        var bench = FoldBench(CanaryDefinition())
        bench.propose(2, everyWrong: 1_000)

        bench.feed(400)

        let rows = CanaryComparisons.rows(try #require(bench.state.rollout), bench.state)
        #expect(rows.map(\.name).prefix(2) == ["accuracy", "log loss"])
        let second = try #require(rows.dropFirst().first)
        #expect(try #require(second.candidate) < #require(second.champion))
        #expect(second.limit.map { $0 > 0 } == true, "more is worse")
    }
}
