import Domain
import Testing

@testable import Engine

/// How often each statistic that decides is wrong, by seeded simulation.
struct GateErrorRateTests {
    private static let runs = 1_000

    /// Rows whose losses are drawn: each model is wrong with its own chance.
    private static func evidence(
        rows: Int, candidate: Double, champion: Double, _ generator: inout SeededGenerator,
        harm: (Event) -> Double = { _ in 0 }
    ) -> GateEvidence {
        var evidence = GateBench.evidence(fresh: 201...202)
        evidence.fresh = (0..<rows).map { row in
            let labelled = GateBench.labelled(Int64(1_000 + row)...Int64(1_000 + row))[0]
            let candidateLoss = generator.unitInterval() < candidate + harm(labelled.event) ? 1.0 : 0.0
            let championLoss = generator.unitInterval() < champion ? 1.0 : 0.0
            return FreshRow(
                labelled: labelled, candidate: .probabilities([0.5, 0.5]), champion: .probabilities([0.5, 0.5]),
                candidateLoss: candidateLoss, championLoss: championLoss)
        }
        return evidence
    }

    /// The share of the runs that end with the verdict.
    private static func share(
        of verdict: Verdict, seed: UInt64, runs: Int = runs, _ judge: (inout SeededGenerator) -> GateFinding
    ) -> Double {
        let hits = (0..<runs).count { run in
            var generator = SeededGenerator(seed: seed &* 1_000_003 &+ UInt64(run))
            return judge(&generator).verdict == verdict
        }
        return Double(hits) / Double(runs)
    }

    /// A candidate that is worse by just the margin is called non-inferior, and an equal one superior, by mistake.
    @Test(arguments: [(GateLimits.Proof.nonInferior, 0.05), (.superior, 0)])
    func championIsSeldomFooled(proof: GateLimits.Proof, harm: Double) {
        let gate = ChampionGate(margin: 0.05, proof: proof)

        let passed = Self.share(of: .pass, seed: 1) { generator in
            gate.judge(Self.evidence(rows: 400, candidate: 0.2 + harm, champion: 0.2, &generator))
        }

        #expect(passed <= 0.04)
    }

    @Test func championFindsWhatIsClearlyWorseAndClearlyBetter() {
        let gate = ChampionGate(margin: 0.02, proof: .estimate)

        let worse = Self.share(of: .fail, seed: 2) { generator in
            gate.judge(Self.evidence(rows: 300, candidate: 0.35, champion: 0.2, &generator))
        }
        let better = Self.share(of: .pass, seed: 3) { generator in
            gate.judge(Self.evidence(rows: 300, candidate: 0.1, champion: 0.2, &generator))
        }

        #expect(worse >= 0.99)
        #expect(better >= 0.99)
    }

    /// Ten parts of 100 rows: an equal candidate fails on none in about 19 of 20 runs, whichever looks worst.
    @Test func slicesKeepTheirErrorRateOverAllParts() {
        let gate = SliceGate(columns: ["side", "size", "isNew"], minimumRows: 100, margin: 0)

        let failed = Self.share(of: .fail, seed: 4, runs: 500) { generator in
            gate.judge(Self.evidence(rows: 1_000, candidate: 0.2, champion: 0.2, &generator))
        }

        #expect(failed <= 0.07)
    }

    @Test func slicesFindHarmToOnePart() {
        let gate = SliceGate(columns: ["side", "size", "isNew"], minimumRows: 100, margin: 0.05)

        let failed = Self.share(of: .fail, seed: 5, runs: 300) { generator in
            gate.judge(
                Self.evidence(rows: 1_000, candidate: 0.2, champion: 0.2, &generator) { event in
                    event.values[0] == .category("a") ? 0.2 : 0
                })
        }

        #expect(failed >= 0.95)
    }

    private static func biasEvidence(rows: Int, gap: Double, _ generator: inout SeededGenerator) -> GateEvidence {
        var evidence = GateBench.evidence(fresh: 201...202)
        evidence.fresh = (0..<rows).map { row in
            let labelled = GateBench.labelled(Int64(1_000 + row)...Int64(1_000 + row))[0]
            let isFirst = labelled.event.values[0] == .category("a")
            let isGood = generator.unitInterval() < 0.5 + (isFirst ? gap : 0)
            return FreshRow(
                labelled: labelled, candidate: .probabilities(isGood ? [0.1, 0.9] : [0.9, 0.1]),
                champion: .probabilities([0.5, 0.5]), candidateLoss: 0, championLoss: 0)
        }
        return evidence
    }

    /// A gap of just the limit is not let pass; an equal treatment of enough rows is.
    @Test func biasIsSeldomOverlooked() {
        let gate = BiasGate(column: "side", favourable: "odd", limit: 0.1, minimumRows: 100)

        let overlooked = Self.share(of: .pass, seed: 6, runs: 500) { generator in
            gate.judge(Self.biasEvidence(rows: 1_000, gap: 0.1, &generator))
        }
        let cleared = Self.share(of: .pass, seed: 7, runs: 200) { generator in
            gate.judge(Self.biasEvidence(rows: 8_000, gap: 0, &generator))
        }
        let found = Self.share(of: .fail, seed: 8, runs: 500) { generator in
            gate.judge(Self.biasEvidence(rows: 1_000, gap: 0.3, &generator))
        }

        #expect(overlooked <= 0.03)
        #expect(cleared >= 0.95)
        #expect(found >= 0.95)
    }

    /// Probabilities are as they say, or each is further from a half than it should be.
    private static func calibrationEvidence(
        rows: Int, boast: Double, _ generator: inout SeededGenerator
    ) -> GateEvidence {
        var evidence = GateBench.evidence(fresh: 201...202)
        evidence.fresh = (0..<rows).map { row in
            let labelled = GateBench.labelled(Int64(1_000 + row)...Int64(1_000 + row))[0]
            let truth = Int(labelled.truth.number)
            let honest = 0.5 + 0.45 * generator.unitInterval()
            let isRight = generator.unitInterval() < honest
            let said = min(0.99, honest + boast)
            let answer = isRight ? truth : 1 - truth
            return FreshRow(
                labelled: labelled, candidate: .probabilities(answer == 0 ? [said, 1 - said] : [1 - said, said]),
                champion: .probabilities([0.5, 0.5]), candidateLoss: isRight ? 0 : 1, championLoss: 0)
        }
        return evidence
    }

    @Test func calibrationTellsChanceFromBoasting() {
        let strict = CalibrationGate(allowedError: 0)
        let standard = CalibrationGate(allowedError: 0.05)

        let accused = Self.share(of: .fail, seed: 9, runs: 200) { generator in
            strict.judge(Self.calibrationEvidence(rows: 300, boast: 0, &generator))
        }
        let found = Self.share(of: .fail, seed: 10, runs: 200) { generator in
            standard.judge(Self.calibrationEvidence(rows: 600, boast: 0.2, &generator))
        }

        #expect(accused <= 0.09)
        #expect(found >= 0.9)
    }

    /// The worst of three windows of 200 rows: an equal candidate, and one that forgot 15 of 100 in one of them.
    @Test(arguments: [(0.0, 0.0...0.08), (0.15, 0.9...1)])
    func oldWindowsFailForgettingAndSeldomElse(forgotten: Double, expected: ClosedRange<Double>) {
        let failed = Self.share(of: .fail, seed: 11, runs: 400) { generator in
            let seed = generator.next()
            let candidate = Self.noisy(error: 0.05, more: forgotten, in: 3_000...3_199, seed: seed)
            let champion = Self.noisy(error: 0.05, more: 0, in: 3_000...3_199, seed: seed &+ 1)
            var evidence = GateBench.evidence(candidate: candidate, champion: champion, fresh: 201...202)
            var replay = ReplayEvidence()
            replay.windows = [
                GateBench.labelled(1_000...1_199), GateBench.labelled(2_000...2_199), GateBench.labelled(3_000...3_199),
            ]
            replay.champion = ReplayEvidence.Reign(version: ModelVersion(rawValue: 1), model: champion)
            evidence.grid = replay.grid(of: candidate, ModelVersion(rawValue: 2), evidence)
            return OldWindowsGate(drop: 0.05).judge(evidence)
        }

        #expect(expected.contains(failed))
    }

    private static func noisy(error: Double, more: Double, in range: ClosedRange<Int64>, seed: UInt64) -> RuleModel {
        RuleModel.right { event in
            var generator = SeededGenerator(seed: seed &* 7_919 &+ UInt64(event.id))
            return generator.unitInterval() >= error + (range.contains(event.id) ? more : 0)
        }
    }

    /// A candidate that knows no more than the majority class is not proven better than it.
    @Test func sanityIsSeldomFooled() {
        let passed = Self.share(of: .pass, seed: 12, runs: 500) { generator in
            SanityGate().judge(Self.evidence(rows: 300, candidate: 0.5, champion: 0.5, &generator))
        }
        let useful = Self.share(of: .pass, seed: 13, runs: 500) { generator in
            SanityGate().judge(Self.evidence(rows: 300, candidate: 0.3, champion: 0.5, &generator))
        }

        #expect(passed <= 0.05)
        #expect(useful >= 0.95)
    }
}
