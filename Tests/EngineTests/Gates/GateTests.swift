import Domain
import Testing

@testable import Engine

/// Each gate passes a candidate without the defect that it is for, and fails one with it.
struct GateTests {
    @Test func integrityPassesWhatAnswersTheSameTwice() {
        let finding = IntegrityGate().judge(GateBench.evidence())

        #expect(finding.verdict == .pass)
        #expect(finding.detail == "loads by its digest, answers 100 requests twice the same")
    }

    @Test func integrityFailsWhatCannotBeLoadedAgain() {
        var evidence = GateBench.evidence()
        evidence.reloaded = nil

        #expect(IntegrityGate().judge(evidence).verdict == .fail)
    }

    @Test func integrityFailsWhatChangesItsMind() {
        let finding = IntegrityGate().judge(GateBench.evidence(candidate: FickleModel()))

        #expect(finding.verdict == .fail)
        #expect(finding.value == 100)
    }

    @Test func integrityFailsAnotherArtifactUnderTheSameName() {
        var evidence = GateBench.evidence()
        evidence.reloaded = KnownModel(everyWrong: 3)

        #expect(IntegrityGate().judge(evidence).verdict == .fail)
    }

    @Test(
        arguments: [
            .probabilities([1]), .probabilities([0.5, .nan]), .probabilities([-0.1, 1.1]), .probabilities([0.9, 0.9]),
            .value(1), .ranking([0]),
        ] as [Output])
    func smokeFailsAnswersOutsideTheContract(_ output: Output) {
        let finding = SmokeGate().judge(GateBench.evidence(candidate: ConstantModel(output: output)))

        #expect(finding.verdict == .fail)
        #expect(finding.detail == "100 of 100 smoke answers outside the contract")
    }

    @Test func smokePassesPossibleAnswersAndKnowsNothingWithoutRequests() {
        var evidence = GateBench.evidence()
        #expect(SmokeGate().judge(evidence).verdict == .pass)

        evidence.requests = []
        #expect(SmokeGate().judge(evidence) == .without("no recorded request to ask it"))
    }

    @Test func freshnessFailsRowsThatWereTrainedOn() {
        let gate = FreshnessGate(minimumRows: 50, margin: 0.02)

        #expect(gate.judge(GateBench.evidence()).verdict == .pass)
        #expect(gate.judge(GateBench.evidence(fresh: 191...390)).verdict == .fail)
    }

    @Test func freshnessWaitsForEnoughRows() {
        let finding = FreshnessGate(minimumRows: 50, margin: 0.02).judge(GateBench.evidence(fresh: 201...249))

        #expect(finding.verdict == .inconclusive)
        #expect(finding.detail == "only 49 labelled rows since the training cut, 50 are needed")
    }

    @Test(arguments: [(Int64(4), Verdict.pass), (2, .fail)])
    func freshnessLooksAtUnitsThatWereNeverSeen(everyWrong: Int64, verdict: Verdict) {
        let evidence = GateBench.evidence(candidate: KnownModel(everyWrong: everyWrong), unit: "newcomer")

        #expect(FreshnessGate(minimumRows: 50, margin: 0.02).judge(evidence).verdict == verdict)
    }

    @Test func championPassesTheBetterAndFailsTheWorse() {
        let gate = ChampionGate(margin: 0.02, proof: .estimate)

        let better = gate.judge(GateBench.evidence())
        let worse = gate.judge(
            GateBench.evidence(candidate: KnownModel(everyWrong: 4), champion: KnownModel(everyWrong: 10)))

        #expect(better.verdict == .pass)
        #expect(
            better.detail == "better by 0.150 ± 0.066 than the champion on 200 new rows, 0.020 worse is allowed")
        #expect(worse.verdict == .fail)
        #expect(worse.value.map { abs($0 - 0.15) < 1e-12 } == true)
    }

    /// Of 200 rows 4 more errors are just the margin, 8 more are over it and not proven to be.
    @Test(
        arguments: [
            (GateLimits.Proof.estimate, Int64(60), Verdict.pass), (.estimate, 20, .fail),
            (.nonInferior, 60, .inconclusive),
            (.nonInferior, 4, .fail), (.nonInferior, 1_000, .pass), (.superior, 1_000, .inconclusive),
        ])
    func championAsksForAsMuchProofAsItIsTold(proof: GateLimits.Proof, everyWrong: Int64, verdict: Verdict) {
        let evidence = GateBench.evidence(
            candidate: KnownModel(everyWrong: everyWrong), champion: KnownModel(everyWrong: 1_000_000))

        #expect(ChampionGate(margin: 0.02, proof: proof).judge(evidence).verdict == verdict)
    }

    @Test func goldenFailsOneWrongCaseAndNamesIt() {
        let gate = GoldenGate(tolerance: 0.25)
        var evidence = GateBench.evidence()
        #expect(gate.judge(evidence).verdict == .inconclusive)

        evidence.golden = [Self.golden(1, event: 11), Self.golden(2, event: 13)]
        #expect(gate.judge(evidence).verdict == .pass)

        evidence.golden.append(Self.golden(3, event: 20))
        let finding = gate.judge(evidence)
        #expect(finding.verdict == .fail)
        #expect(finding.detail == "1 of 3 golden cases are answered wrong: case 3 (the complaint of May)")
    }

    @Test func goldenIsAnErrorWhereACaseCannotBeAsked() {
        var evidence = GateBench.evidence()
        var broken = Self.golden(1, event: 11)
        broken.problem = "its row is not in the history any more"
        evidence.golden = [broken]

        let finding = GoldenGate(tolerance: 0.25).judge(evidence)

        #expect(finding.verdict == .error)
        #expect(finding.detail == "golden case 1: its row is not in the history any more")
    }

    private static func golden(_ number: Int, event: Int64) -> GoldenEvidence {
        GoldenEvidence(
            item: GoldenCase(
                number: number, event: event, truth: nil, author: "ann", reason: "the complaint of May",
                time: Timestamp(rawValue: 0), columns: GateBench.columns),
            event: GateBench.event(event), truth: .category(Int(event % 2)))
    }

    @Test func slicesFailHarmToOnePart() {
        let gate = SliceGate(columns: ["side"], minimumRows: 50, margin: 0.05)
        let champion = RuleModel.right { _ in true }

        let harmed = gate.judge(
            GateBench.evidence(candidate: RuleModel.right { $0.id % 4 < 2 || $0.id % 5 > 0 }, champion: champion))
        let equal = gate.judge(GateBench.evidence(candidate: champion, champion: champion))

        #expect(harmed.verdict == .fail)
        #expect(harmed.detail.hasPrefix("side b: worse by 0.200"))
        #expect(equal.verdict == .pass)
    }

    @Test func slicesOfANumberAreItsQuarters() {
        let gate = SliceGate(columns: ["size"], minimumRows: 30, margin: 0.05)
        let champion = RuleModel.right { _ in true }

        let finding = gate.judge(
            GateBench.evidence(candidate: RuleModel.right { $0.id % 10 != 9 }, champion: champion))

        #expect(finding.verdict == .fail)
        #expect(finding.detail.hasPrefix("size above 7.000"))
    }

    @Test func slicesKnowNothingOfSmallParts() {
        let finding = SliceGate(columns: ["side"], minimumRows: 101, margin: 0.05).judge(GateBench.evidence())

        #expect(finding == .without("no part of side has 101 rows", bound: 0.05, count: 200))
    }

    @Test func biasFailsAGroupThatIsLeftOut() {
        let gate = BiasGate(column: "side", favourable: nil, limit: 0.2, minimumRows: 100)

        let biased = gate.judge(
            GateBench.evidence(
                candidate: RuleModel { event in .probabilities(event.id % 4 < 2 ? [0.2, 0.8] : [0.9, 0.1]) },
                fresh: 201...1_400))
        let fair = gate.judge(
            GateBench.evidence(candidate: RuleModel.right { _ in true }, fresh: 201...1_400))

        #expect(biased.verdict == .fail)
        #expect(biased.detail.contains("of a and b"))
        #expect(fair.verdict == .pass)
    }

    @Test func biasIsNotProvenFairByFewRows() {
        let evidence = GateBench.evidence(candidate: RuleModel.right { _ in true }, fresh: 201...400)

        let finding = BiasGate(column: "side", favourable: nil, limit: 0.1, minimumRows: 100).judge(evidence)

        #expect(finding.verdict == .inconclusive)
    }

    @Test func calibrationFailsOverconfidence() {
        let gate = CalibrationGate(allowedError: 0.05)

        let honest = gate.judge(GateBench.evidence(candidate: RuleModel.right { $0.id % 10 != 0 }, fresh: 201...1_200))
        let boastful = gate.judge(
            GateBench.evidence(candidate: RuleModel.right { $0.id % 3 != 0 }, fresh: 201...1_200))

        #expect(honest.verdict == .pass)
        #expect(boastful.verdict == .fail)
        #expect(boastful.detail.contains("Brier"))
        #expect(boastful.detail.contains("a temperature of"))
    }

    /// Nine in ten said, two in three right: humbler probabilities mend that.
    @Test func calibrationMayBeMendedByATemperature() throws {
        var policy = GateDefinition()
        policy.limits.recalibrates = true
        let boastful = GateBench.evidence(candidate: RuleModel.right { $0.id % 3 != 0 }, fresh: 201...1_200)
        let evaluator = GateEvaluator(policy: policy, isLockstep: true)
        var results = evaluator.judge(boastful, by: evaluator.all)

        guard case .temperature(let temperature) = evaluator.refit(boastful, &results) else {
            Issue.record("no temperature")
            return
        }

        // ln 9 ÷ ln 2: shares of 9 to 1 become 2 to 1.
        #expect(abs(temperature - 3.17) < 0.05)
        #expect(results[8].verdict == .pass)
        #expect(results[8].detail.hasPrefix("refitted by a temperature of 3.1"))
        var honest = evaluator.judge(GateBench.evidence(), by: evaluator.all)
        #expect(evaluator.refit(GateBench.evidence(), &honest) == nil)
    }

    /// Says one of some shares of `odd`, drawn with the weights of the truth's class.
    private static func saying(_ shares: [Double], odd: [Double], even: [Double]) -> RuleModel {
        RuleModel { event in
            var generator = SeededGenerator(seed: UInt64(event.id))
            var rest = generator.unitInterval()
            let weights = event.id % 2 == 1 ? odd : even
            let place = weights.firstIndex { weight in
                rest -= weight
                return rest < 0
            }
            let share = shares[place ?? shares.count - 1]
            return .probabilities([1 - share, share])
        }
    }

    private static func refit(of model: RuleModel) -> (refit: Recalibration?, results: [GateResult]) {
        var policy = GateDefinition()
        policy.limits.recalibrates = true
        let evaluator = GateEvaluator(policy: policy, isLockstep: true)
        let evidence = GateBench.evidence(candidate: model, fresh: 201...2_200)
        var results = evaluator.judge(evidence, by: evaluator.all)
        return (evaluator.refit(evidence, &results), results)
    }

    /// Both shares of `odd` are too high by the same odds: no temperature mends that, and a curve is not worth its numbers.
    @Test func calibrationMayBeMendedByASigmoid() {
        let model = Self.saying([0.6, 0.95], odd: [0.1, 0.9], even: [0.7, 0.3])

        let (refit, results) = Self.refit(of: model)

        guard case .sigmoids(let lines) = refit else {
            Issue.record("refitted by \(String(describing: refit))")
            return
        }
        #expect(lines.count == 1)
        #expect(results[8].verdict == .pass)
        #expect(results[8].detail.hasPrefix("refitted by a sigmoid (Platt): ECE "))
    }

    /// A share of 0.6 is hardly ever right, and all above are nearly always: only a curve has that shape.
    @Test func calibrationMayBeMendedByACurve() {
        let model = Self.saying([0.6, 0.7, 0.95], odd: [0.05, 0.45, 0.5], even: [0.91, 0.05, 0.04])

        let (refit, results) = Self.refit(of: model)

        guard case .curves = refit else {
            Issue.record("refitted by \(String(describing: refit))")
            return
        }
        #expect(results[8].verdict == .pass)
        #expect(results[8].detail.hasPrefix("refitted by a curve (isotonic): ECE "))
    }

    @Test func aRefitIsJudgedByWhatItMakesOfTheAnswers() throws {
        let model = Self.saying([0.6, 0.95], odd: [0.1, 0.9], even: [0.7, 0.3])
        let evidence = GateBench.evidence(candidate: model, fresh: 201...2_200)
        let refit = try #require(Self.refit(of: model).refit)

        let refitted = evidence.refitted(by: refit)

        // Said 0.6, right in one of eight: with the refit the answer is the other class.
        #expect(evidence.fresh.reduce(0) { $0 + $1.candidateLoss } > 900)
        #expect(refitted.fresh.reduce(0) { $0 + $1.candidateLoss } < 500)
    }

    @Test func robustnessFailsWhatBreaksOnAMissingValue() {
        let brittle = RuleModel { event in
            .probabilities(event.values.first == .missing ? [.nan, .nan] : [0.5, 0.5])
        }

        let finding = RobustnessGate().judge(GateBench.evidence(candidate: brittle))

        #expect(finding.verdict == .fail)
        #expect(finding.detail.hasSuffix("first with side missing"))
        #expect(RobustnessGate().judge(GateBench.evidence()).verdict == .pass)
    }

    @Test func latencyFailsTheSlowTheLargeAndWhatOutgrowsTheChampion() {
        var evidence = GateBench.evidence()
        func verdict(_ growth: Double? = nil) -> Verdict {
            LatencyGate(milliseconds: 2, bytes: 1_000_000, growth: growth).judge(evidence).verdict
        }
        #expect(verdict() == .inconclusive)

        evidence.cost = ModelCost(nanoseconds: [1e6, 1.9e6], championNanoseconds: [1e5, 1e5], bytes: 900_000)
        #expect(verdict() == .pass)
        #expect(verdict(5) == .fail)
        evidence.cost.bytes = 1_000_001
        #expect(verdict() == .fail)
        evidence.cost = ModelCost(nanoseconds: [1e6, 2.1e6] + Array(repeating: 2.2e6, count: 200))
        #expect(verdict() == .fail)
    }

    @Test func latencyFailsWhatTakesMoreMemoryThanTheFileAllows() {
        var evidence = GateBench.evidence()
        evidence.cost = ModelCost(nanoseconds: [1e6], bytes: 900_000, residentBytes: 3 * 1_048_576)
        func finding(_ limit: Int64?) -> GateFinding {
            LatencyGate(milliseconds: 2, bytes: 1_000_000, growth: nil, residentBytes: limit).judge(evidence)
        }

        #expect(finding(nil).verdict == .pass)
        #expect(finding(nil).detail.hasSuffix("878 KiB; 3072 KiB in memory"))
        #expect(finding(4 * 1_048_576).verdict == .pass)
        #expect(finding(2 * 1_048_576).verdict == .fail)
        #expect(finding(2 * 1_048_576).detail.hasSuffix("more than the 2048 KiB allowed there"))
    }

    @Test func dataFailsALeakAColumnThatTellsTheLabelAndTooFewLabels() {
        let gate = DataGate(coverage: 0.8)
        var evidence = GateBench.evidence()
        #expect(gate.judge(evidence).verdict == .pass)

        evidence.training.kept = [17]
        #expect(gate.judge(evidence).detail == "1 training rows are golden cases or reserved for the replay")

        evidence.training.kept = []
        evidence.training.expired = 100
        #expect(gate.judge(evidence).verdict == .fail)

        evidence.training.expired = 0
        for index in evidence.training.rows.indices {
            let truth = evidence.training.rows[index].truth.number
            evidence.training.rows[index].event.values[1] = .number(truth * 3 + Double(index) / 1_000)
        }
        #expect(gate.judge(evidence).detail.hasPrefix("column size alone gives the label away"))
    }

    @Test func dataFailsWhatIsServedOtherwiseThanComputedAgain() {
        var evidence = GateBench.evidence()
        for index in evidence.fresh.indices { evidence.fresh[index].recorded = evidence.fresh[index].champion }
        #expect(DataGate(coverage: 0.8).judge(evidence).verdict == .pass)

        evidence.fresh[3].recorded = .probabilities([0.5, 0.5])
        let finding = DataGate(coverage: 0.8).judge(evidence)

        #expect(finding.verdict == .fail)
        #expect(finding.detail.hasPrefix("v1 answers 1 of 200 stored rows otherwise"))
    }

    @Test func dataFindsALeakInANumberOfARegression() {
        let rows = (Int64(1)...200).map { id in
            var event = GateBench.event(id)
            event.values[1] = .number(Double(id * id) * 2 + 1)
            return LabelledEvent(event: event, truth: .number(Double(id * id)))
        }

        #expect(LeakingColumn.name(in: rows, GateBench.columns, .regression) == "size")
    }

    @Test func reproducibilityFailsATwinThatAnswersOtherwise() {
        let gate = ReproducibilityGate(tolerance: 0.01)
        var evidence = GateBench.evidence()
        #expect(gate.judge(evidence).verdict == .inconclusive)

        evidence.reproduction = GateEvidence.Reproduction(isSame: true, model: nil)
        #expect(gate.judge(evidence).verdict == .pass)
        evidence.reproduction = GateEvidence.Reproduction(isSame: false, model: KnownModel(everyWrong: 10))
        #expect(gate.judge(evidence).verdict == .pass)
        evidence.reproduction = GateEvidence.Reproduction(isSame: false, model: KnownModel(everyWrong: 9))
        #expect(gate.judge(evidence).verdict == .fail)
        evidence.reproduction = GateEvidence.Reproduction(isSame: false, model: nil, failure: "timed out")
        #expect(gate.judge(evidence).detail == "the second training failed: timed out")
    }

    @Test func sanityFailsWhatASimpleAnswerBeats() {
        let good = SanityGate().judge(GateBench.evidence())
        let poor = SanityGate().judge(GateBench.evidence(candidate: KnownModel(everyWrong: 1)))

        #expect(good.verdict == .pass)
        #expect(poor.verdict == .fail)
        #expect(poor.detail.contains("the majority class"))
    }

    @Test func sanityFailsWhatTheChampionsRecipeBeats() {
        var evidence = GateBench.evidence(candidate: KnownModel(everyWrong: 4))
        evidence.retrained = KnownModel(everyWrong: 10)

        let finding = SanityGate().judge(evidence)

        #expect(finding.verdict == .fail)
        #expect(finding.detail.hasSuffix("than the champion's recipe trained anew"))
    }

    @Test func sanityFailsARecipeThatLearnsFromShuffledLabels() {
        var evidence = GateBench.evidence()
        evidence.shuffled = ConstantModel(output: .probabilities([0.6, 0.4]))
        #expect(SanityGate().judge(evidence).verdict == .pass)

        evidence.shuffled = KnownModel(everyWrong: 10)
        let finding = SanityGate().judge(evidence)

        #expect(finding.verdict == .fail)
        #expect(finding.detail.hasPrefix("trained on shuffled labels it is still better by 0.400"))
    }
}
