import Domain
import Testing

@testable import Engine

struct GateEvaluatorTests {
    private static let always = Int64.max

    @Test func passesACandidateThatIsBetterEverywhere() throws {
        let results = judge(candidate: KnownModel(everyWrong: 10), champion: KnownModel(everyWrong: 4))

        #expect(results.map(\.gate) == [.integrity, .holdout, .oldWindows, .latency])
        #expect(results.prefix(3).allSatisfy { $0.isRequired && $0.verdict == .pass })
        #expect(try abs(#require(results[1].value) + 0.15) < 1e-12)
        #expect(results[1].count == 100)
        #expect(
            results[1].detail == "better by 0.150 ± 0.094 than the champion on 100 new rows, 0.020 worse is allowed")
    }

    @Test func refusesACandidateThatIsWorseOnNewRows() throws {
        let results = judge(candidate: KnownModel(everyWrong: 4), champion: KnownModel(everyWrong: 10))

        #expect(results[1].verdict == .fail)
        #expect(try abs(#require(results[1].value) - 0.15) < 1e-12)
    }

    /// The margin is 2 of 100 errors: 1 more is within it, 3 more are over it.
    @Test(arguments: [(Int64(51), Verdict.pass), (33, .fail)])
    func allowsErrorsUpToTheMargin(everyWrong: Int64, verdict: Verdict) {
        let results = judge(
            candidate: KnownModel(everyWrong: everyWrong), champion: KnownModel(everyWrong: Self.always))

        #expect(results[1].verdict == verdict)
    }

    @Test func judgesTheWorstOfTheOldWindows() {
        let good = Self.events(1_001...1_009)
        let bad = Self.events(2_000...2_000)

        let results = judge(
            candidate: KnownModel(everyWrong: 1_000), champion: KnownModel(everyWrong: Self.always),
            windows: [good, bad, []])

        #expect(results[2].verdict == .fail)
        #expect(results[2].value == 1)
        #expect(results[2].count == 10)
        #expect(
            results[2].detail
                == "worse by 1.000 than the champion on the worst of 2 old windows, 0.050 worse is allowed")
    }

    @Test func asksForNothingWhereNoWindowIsReservedYet() {
        let results = judge(
            candidate: KnownModel(everyWrong: 10), champion: KnownModel(everyWrong: 10), windows: [])

        #expect(results[2].verdict == .inconclusive)
        #expect(!results[2].isRequired)
    }

    @Test(arguments: [0, 1])
    func doesNotDecideOnTooFewNewRows(count: Int64) {
        let results = judge(
            candidate: KnownModel(everyWrong: 10), champion: KnownModel(everyWrong: 10),
            holdout: count == 0 ? [] : Self.events(1...count))

        #expect(results[1].verdict == .inconclusive)
        #expect(results[1].isRequired)
        #expect(results[1].detail == "only \(count) labelled rows since the training cut")
    }

    @Test(
        arguments: [
            .probabilities([1]), .probabilities([0.5, .nan]), .probabilities([-0.1, 1.1]), .value(1), .ranking([0]),
        ] as [Output])
    func refusesAnswersOutsideTheContract(_ output: Output) {
        let results = judge(candidate: ConstantModel(output: output), champion: KnownModel(everyWrong: 4))

        #expect(results[0].verdict == .fail)
        #expect(results[0].detail == "100 of 100 smoke answers outside the contract")
    }

    @Test func letsTheCandidateLearnTheHoldoutOnlyAfterItsAnswers() throws {
        let candidate = KnownModel(everyWrong: 10)

        let (_, after) = evaluator().judge(
            candidate: candidate, champion: Self.answers(KnownModel(everyWrong: 10)), holdout: Self.events(1...50),
            oldWindows: [])

        #expect(try #require(after as? KnownModel).learned == 50)
        #expect(candidate.learned == 0)
    }

    @Test func takesALiveChampionAtItsWordOfThen() {
        let right = ConstantModel(output: .probabilities([1, 0]))
        let scored = Self.events(1...2).map { event in
            var event = event
            event.prediction = PredictionRecord(
                event: event.labelled.event.id, arm: .champion, champion: ModelVersion(rawValue: 1),
                championOutput: .probabilities([0, 1]), championLearnedThrough: 9, candidate: nil, candidateOutput: nil)
            return event
        }
        let version = ModelVersion(rawValue: 1)
        let live = ChampionAnswers(version: version, isLive: true, model: right)
        let frozen = ChampionAnswers(version: version, isLive: false, model: right)
        let newer = ChampionAnswers(version: version.next, isLive: true, model: right)

        #expect(live.answer(to: scored[0]) == .probabilities([0, 1]))
        #expect(live.frozenAnswer(to: scored[0]) == .probabilities([1, 0]))
        #expect(frozen.answer(to: scored[0]) == .probabilities([1, 0]))
        #expect(newer.answer(to: scored[0]) == .probabilities([1, 0]))
    }

    @Test(arguments: [(nil, .inconclusive), (2e6, .pass), (2.1e6, .fail)] as [(Double?, Verdict)])
    func neverRejectsOnLatency(nanoseconds: Double?, verdict: Verdict) {
        var evaluator = evaluator()
        evaluator.latencyNanoseconds = nanoseconds

        let results = evaluator.judge(
            candidate: KnownModel(everyWrong: 10), champion: Self.answers(KnownModel(everyWrong: 10)),
            holdout: Self.events(1...100), oldWindows: []
        ).results

        #expect(results[3].verdict == verdict)
        #expect(!results[3].isRequired)
    }

    @Test func scalesErrorsOfNumbers() throws {
        let evaluator = GateEvaluator(policy: GateDefinition(margin: 0.1), task: .regression, lossScale: 20)
        let events = (1...10).map { id in
            ScoredEvent(
                labelled: LabelledEvent(
                    event: Event(id: id, time: Timestamp(rawValue: id), unit: nil, values: [], lags: []),
                    truth: .number(100)),
                prediction: nil)
        }

        let results = evaluator.judge(
            candidate: ConstantModel(output: .value(105)),
            champion: ChampionAnswers(
                version: ModelVersion(rawValue: 1), isLive: false, model: ConstantModel(output: .value(900))),
            holdout: events, oldWindows: []
        ).results

        #expect(try abs(#require(results[1].value) + 0.75) < 1e-12)
    }

    private func evaluator() -> GateEvaluator {
        GateEvaluator(policy: GateDefinition(), task: .classification(classes: ["even", "odd"]), lossScale: 1)
    }

    private func judge(
        candidate: any PublishedModel, champion: any PublishedModel, holdout: [ScoredEvent] = events(1...100),
        windows: [[ScoredEvent]] = [events(1_001...1_040)]
    ) -> [GateResult] {
        evaluator().judge(
            candidate: candidate, champion: Self.answers(champion), holdout: holdout, oldWindows: windows
        ).results
    }

    private static func answers(_ model: any PublishedModel) -> ChampionAnswers {
        ChampionAnswers(version: ModelVersion(rawValue: 1), isLive: false, model: model)
    }

    private static func events(_ ids: ClosedRange<Int64>) -> [ScoredEvent] {
        ids.map { id in
            ScoredEvent(
                labelled: LabelledEvent(
                    event: Event(id: id, time: Timestamp(rawValue: id), unit: nil, values: [], lags: []),
                    truth: .category(Int(id % 2))),
                prediction: nil)
        }
    }
}
