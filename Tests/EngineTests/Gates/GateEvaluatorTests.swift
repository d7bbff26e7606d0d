import Domain
import Testing

@testable import Engine

struct GateEvaluatorTests {
    @Test func givesOneResultAGateInTheirOrder() {
        let evaluator = GateEvaluator(policy: GateDefinition(), isLockstep: false)

        let results = evaluator.judge(GateBench.evidence(), by: evaluator.all)

        #expect(results.map(\.gate) == GateResult.Gate.allCases)
        #expect(results.filter(\.rejects).isEmpty)
        #expect(evaluator.recurring.map(\.name) == [.smoke, .oldWindows, .golden, .latency])
    }

    /// Without rows, models and cases no gate passes, and what must be measured rejects.
    @Test func passesNothingWithoutEvidence() {
        let bare = GateEvidence(
            task: GateBench.task, columns: GateBench.columns, lossScale: 1, candidate: KnownModel(everyWrong: 10),
            reloaded: KnownModel(everyWrong: 10),
            champion: ChampionAnswers(
                version: ModelVersion(rawValue: 1), isLive: false, model: KnownModel(everyWrong: 10)))
        let evaluator = GateEvaluator(policy: GateDefinition(), isLockstep: false)

        let results = evaluator.judge(bare, by: evaluator.all)

        #expect(results.allSatisfy { $0.verdict == .inconclusive })
        #expect(results.filter(\.rejects).map(\.gate) == [.integrity, .smoke, .holdout, .champion, .robustness])
    }

    @Test func letsTheFileSayWhatIsRequired() {
        var policy = GateDefinition()
        policy.limits.required = [.golden]
        policy.limits.advisory = [.champion]
        let evaluator = GateEvaluator(policy: policy, isLockstep: false)
        let worse = GateBench.evidence(candidate: KnownModel(everyWrong: 4), champion: KnownModel(everyWrong: 10))

        let results = evaluator.judge(worse, by: evaluator.all)

        #expect(results[3].verdict == .fail)
        #expect(!results[3].rejects)
        #expect(results[5].verdict == .inconclusive)
        #expect(results[5].rejects)
    }

    @Test(arguments: [true, false])
    func neverDecidesOnAClockInLockstep(isLockstep: Bool) {
        var policy = GateDefinition()
        policy.limits.required = [.latency]
        var evidence = GateBench.evidence()
        evidence.cost = ModelCost(nanoseconds: [9e9])
        let evaluator = GateEvaluator(policy: policy, isLockstep: isLockstep)

        let result = evaluator.judge(evidence, by: evaluator.all)[10]

        #expect(result.verdict == .fail)
        #expect(result.rejects == !isLockstep)
    }

    @Test func letsTheCandidateLearnTheNewestRowsOnlyAfterItsAnswers() throws {
        let candidate = KnownModel(everyWrong: 10)

        let judged = FreshRows.judged(
            GateBench.scored(201...250), before: nil, GateBench.evidence(candidate: candidate), delay: .zero)

        #expect(try #require(judged.candidate as? KnownModel).learned == 50)
        #expect(candidate.learned == 0)
    }

    /// Rows are a second apart: a label that takes 2 s is known from the second row after on.
    @Test func knowsTheLastLabelOfThen() {
        let judged = FreshRows.judged(
            GateBench.scored(201...204), before: GateBench.labelled(200...200).first, GateBench.evidence(),
            delay: .seconds(2))

        #expect(judged.rows.map(\.noChange) == [nil, 0, 1, 0])
    }

    @Test func takesALiveChampionAtItsWordOfThen() {
        let right = ConstantModel(output: .probabilities([1, 0]))
        let scored = GateBench.scored(1...2).map { event in
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
        #expect(live.frozenAnswer(to: scored[0].labelled.event) == .probabilities([1, 0]))
        #expect(frozen.answer(to: scored[0]) == .probabilities([1, 0]))
        #expect(newer.answer(to: scored[0]) == .probabilities([1, 0]))
    }

    @Test func scalesErrorsOfNumbers() throws {
        var evidence = GateBench.evidence(
            candidate: ConstantModel(output: .value(105)), champion: ConstantModel(output: .value(900)),
            task: .regression)
        evidence = GateEvidence(
            task: .regression, columns: [], lossScale: 20, candidate: evidence.candidate, reloaded: nil,
            champion: evidence.champion)
        let rows = (Int64(1)...10).map { id in
            ScoredEvent(
                labelled: LabelledEvent(event: GateBench.event(id), truth: .number(100)), prediction: nil)
        }

        let judged = FreshRows.judged(rows, before: nil, evidence, delay: .zero).rows

        #expect(judged.allSatisfy { abs($0.difference + 0.75) < 1e-12 })
    }
}
