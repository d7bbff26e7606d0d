import Dashboard
import Domain

extension Fixture {
    static var calm: Fixture { Fixture() }

    /// The served curve fell, a search runs.
    static var searching: Fixture {
        var fixture = Fixture()
        fixture.electricity = decayed()
        fixture.electricity.stage = .searching
        fixture.electricity.health = .critical
        fixture.electricity.search = search(isRunning: true, status: "5 of 12 trials")
        fixture.caption = "The model stopped fitting after 14 Sep; 12 trials look for a better one."
        fixture.needs = [alertNeed]
        return fixture
    }

    static var rejected: Fixture {
        var fixture = searching
        fixture.electricity.stage = .validating
        fixture.electricity.search = search(isRunning: true, status: "gates of v3")
        var canary = canarySnapshot(state: .rejected, weight: 0)
        canary.comparisons = []
        canary.evidence = nil
        canary.record.gates = gates(oldWindows: .fail)
        fixture.electricity.canary = canary
        fixture.caption =
            "v2 was better on new rows but forgot an old window: a gate rejected it. The next one is tried."
        return fixture
    }

    static var ramping: Fixture {
        var fixture = searching
        fixture.electricity.stage = .canary
        fixture.electricity.health = .warning
        fixture.electricity.search = search(isRunning: false, status: "v2 chosen")
        fixture.electricity.canary = canarySnapshot(state: .ramping(step: 1), weight: 25)
        fixture.electricity.points = curve(withCandidate: true)
        fixture.electricity.marks.append(
            ChartMark(time: electricityTime - .days(2), kind: .canaryStart, text: "v2"))
        fixture.caption = "A better model is trying a quarter of the traffic; each row is scored on both."
        return fixture
    }

    static var awaiting: Fixture {
        var fixture = ramping
        fixture.electricity.health = .needsYou
        var canary = canarySnapshot(state: .awaitingPromotion, weight: 50)
        canary.awaitsApproval = "promotion"
        canary.revision = 9
        fixture.electricity.canary = canary
        fixture.electricity.sourceStatus = "slowed: waits for you"
        fixture.needs = [
            Need(
                pipeline: PipelineName(rawValue: "electricity"), kind: .approval(rollout: 2),
                text: "canary v2 waits at 50 %", since: electricityTime - .minutes(30)),
            alertNeed,
        ]
        fixture.caption = "v2 passed every check. Press A to approve it, B to roll it back."
        return fixture
    }

    static var alarmed: Fixture {
        var fixture = searching
        let rule = QuarantinedRow.Rule.range
        fixture.traffic.health = .critical
        fixture.traffic.quarantined = 7
        fixture.traffic.quarantine = (0..<7).map { place in
            QuarantinedRow(
                row: SourceRow(
                    number: 38_190 + Int64(place), time: fixture.traffic.streamTime - .hours(8 - place), unit: nil,
                    values: [.number(0)]),
                sequence: 80_000 + Int64(place), rule: rule, column: "temp", value: "0.0", bound: "230 to 320",
                time: fixture.traffic.streamTime - .hours(8 - place), state: place == 0 ? .released : .quarantined)
        }
        fixture.traffic.alerts = [
            AlertRecord(
                number: 3, rule: .dataCorruption, subject: "temp", severity: .page, state: .firing,
                since: fixture.traffic.streamTime - .hours(2), firedAt: fixture.traffic.streamTime - .hours(1),
                value: 0.07, threshold: 0.2, count: 100, text: "7 rows of 0 K quarantined")
        ]
        fixture.needs.append(
            Need(
                pipeline: PipelineName(rawValue: "traffic"), kind: .alert(number: 3),
                text: "7 rows of 0 K quarantined", since: fixture.traffic.streamTime))
        fixture.caption = "Seven rows at 0 K were kept out of training. Press a to acknowledge."
        return fixture
    }

    /// Labels of the loans come thirty days late, and inputs have shifted since.
    static func lagging(_ reasons: [EstimateSnapshot.Reason] = []) -> Fixture {
        var fixture = Fixture()
        let now = fixture.loans.streamTime
        let mark = now - .days(30)
        for index in fixture.loans.points.indices {
            fixture.loans.points[index].through = fixture.loans.points[index].time - .days(30)
        }
        fixture.loans.labels.watermark = mark
        fixture.loans.alertLevel = 0.82
        let isTrusted = reasons.isEmpty
        fixture.loans.labels.estimate = EstimateSnapshot(
            version: ModelVersion(rawValue: 1), value: isTrusted ? 0.836 : nil, margin: isTrusted ? 0.021 : nil,
            reasons: reasons,
            points: (1..<60).map { place in
                let value = 0.87 - 0.0006 * Double(place) + 0.006 * ripple(place)
                return EstimateSnapshot.Point(
                    time: mark + .hours(12 * place), value: isTrusted || place < 30 ? value : nil)
            })
        return fixture
    }

    static var alertNeed: Need {
        Need(
            pipeline: PipelineName(rawValue: "electricity"), kind: .alert(number: 5),
            text: "accuracy fell from .81 to .61 in 900 rows", since: electricityTime - .days(3))
    }

    static func decayed() -> PipelineSnapshot {
        var pipeline = electricityServing()
        pipeline.served = 0.612
        pipeline.ghost = 0.612
        pipeline.points = curve(withCandidate: false)
        pipeline.marks = [
            ChartMark(time: electricityTime - .days(40), kind: .alert, text: "drift"),
            ChartMark(time: electricityTime - .days(22), kind: .trigger, text: "decay"),
        ]
        pipeline.drift[0] = drift(
            "nsw_price", 0.31, [0.02, 0.02, 0.03, 0.05, 0.08, 0.11, 0.17, 0.22, 0.25, 0.28, 0.31, 0.31])
        pipeline.drift[1] = drift("vic_price", 0.16, [0.02, 0.03, 0.05, 0.05, 0.08, 0.09, 0.11, 0.12, 0.14, 0.16])
        pipeline.alerts = [
            AlertRecord(
                number: 5, rule: .decay, subject: "accuracy", severity: .page, state: .firing,
                since: electricityTime - .days(3), firedAt: electricityTime - .days(2), value: 0.61, threshold: 0.05,
                count: 900, text: ".81 to .61 in 900 rows"),
            AlertRecord(
                number: 4, rule: .drift, subject: "nsw_price", severity: .ticket, state: .firing,
                since: electricityTime - .days(6), firedAt: electricityTime - .days(5), value: 0.31, threshold: 0.25,
                count: 500, text: "stability .31, limit .25", acknowledgedBy: "ana",
                acknowledgedAt: electricityTime - .days(4)),
            AlertRecord(
                number: 2, rule: .rolledBack, subject: "v0", severity: .info, state: .resolved,
                since: electricityTime - .days(61), firedAt: electricityTime - .days(60),
                resolvedAt: electricityTime - .days(59), value: 0.07, threshold: 0, count: 210,
                text: "bad candidate taken out at 5 %", isDrill: true),
        ]
        pipeline.triggers[0] = TriggerSnapshot(
            kind: "decay", isLive: true, value: 0.2, threshold: 0.05, whyNotNow: "",
            last: TriggerRecord(
                number: 7, kind: "decay", firedAt: electricityTime - .days(22), value: 0.2, threshold: 0.05, count: 900,
                evidence: "accuracy fell from .81 to .61 in 900 rows", actor: "engine", outcome: .running))
        return pipeline
    }

    private static func curve(withCandidate: Bool) -> [MetricPoint] {
        points(count: 240, end: electricityTime, step: .hours(12)) { place in
            let wave = 0.01 * ripple(place)
            let fall = min(1, max(0, Double(place - 120) / 70))
            let served = 0.805 - 0.193 * fall + wave
            let candidate = withCandidate && place > 214 ? 0.804 - wave / 2 : nil
            return (served, served, 0.856 - 0.02 * fall - wave / 2, candidate)
        }
    }

    static func canarySnapshot(state: RolloutState, weight: Double) -> CanarySnapshot {
        let record = RolloutRecord(
            number: 2, candidate: ModelVersion(rawValue: 2), champion: ModelVersion(rawValue: 1), state: state,
            isDrill: false, gates: gates(oldWindows: .pass),
            transitions: [
                RolloutRecord.Transition(
                    streamTime: electricityTime - .days(2), from: .warming, to: .ramping(step: 0), weight: 5,
                    actor: "engine", reason: "gates passed"),
                RolloutRecord.Transition(
                    streamTime: electricityTime - .days(1), from: .ramping(step: 0), to: .ramping(step: 1), weight: 25,
                    actor: "engine", reason: "no harm in 312 pairs"),
            ],
            evidence: nil, metricBefore: nil, metricAfter: nil)
        var canary = CanarySnapshot(
            record: record, revision: 6, candidateSummary: "random forest, 1,500 rows",
            championSummary: "boosted trees, 1,000 rows", steps: [5, 25, 50, 100], weight: weight,
            observedShare: weight - 0.4,
            comparisons: [
                CanarySnapshot.Comparison(
                    name: "accuracy", champion: 0.612, candidate: 0.804, difference: 0.192, lower: 0.151, upper: 0.233,
                    limit: -0.02, verdict: .pass, word: "better"),
                CanarySnapshot.Comparison(
                    name: "log loss", champion: 0.701, candidate: 0.448, difference: -0.253, lower: -0.301,
                    upper: -0.205, limit: 0.02, verdict: .pass, word: "better"),
            ],
            evidence: RolloutEvidence(
                pairs: 1_204, difference: -0.192, lower: -0.233, upper: -0.151, verdict: .pass,
                flipsIf: "214 more errors than v1 in the next 1,000 pairs"),
            minimumPairs: 200, pairsInStep: 640, since: electricityTime - .days(1), awaitsApproval: nil, bake: nil)
        canary.splitProbability = 0.61
        return canary
    }

    static func gates(oldWindows: Verdict) -> [GateResult] {
        let harm = oldWindows == .fail ? 0.083 : 0.006
        return [
            GateResult(
                gate: .integrity, isRequired: true, verdict: .pass, value: nil, bound: nil, count: 20,
                detail: "hash and 20 smoke rows agree"),
            GateResult(
                gate: .champion, isRequired: true, verdict: .pass, value: -0.181, bound: 0.02, count: 300,
                detail: "loss .181 below v1's on 300 new rows"),
            GateResult(
                gate: .oldWindows, isRequired: true, verdict: oldWindows, value: harm, bound: 0.05, count: 600,
                detail: oldWindows == .fail ? "window 2 of 3: loss .083 above v1's" : "worst of 3 windows: .006 above"),
            GateResult(
                gate: .latency, isRequired: false, verdict: .pass, value: 0.4, bound: 2, count: 300,
                detail: "p99 .4 ms"),
        ]
    }

    static func search(isRunning: Bool, status: String) -> SearchSnapshot {
        let rows: [(Learner, Int, Double?, RunRecord.State, RunRecord.Kind, Double, Double)] = [
            (.randomForest, 1_500, 0.8041, .completed, .trial, 2.1, 41),
            (.gradientBoosting, 1_500, 0.8012, .completed, .trial, 1.4, 58),
            (.gradientBoosting, 3_000, 0.7968, .completed, .trial, 2.9, 77),
            (.linear, 1_500, 0.7844, .completed, .trial, 0.1, 9),
            (.gradientBoosting, 1_000, 0.7806, .completed, .plainRetrain, 0.9, 40),
            (.randomForest, 500, nil, isRunning ? .running : .completed, .trial, 0.6, 22),
            (.gradientBoosting, 2_000, nil, isRunning ? .waiting : .failed, .trial, 0.2, 18),
        ]
        let runs = rows.enumerated().map { index, row in
            RunRecord(
                number: 40 + index, search: 7, kind: row.4,
                state: row.2 == nil || row.3 != .completed ? row.3 : .completed,
                specification: TrialSpecification(
                    learner: row.0, updates: .frozen, features: FeatureRecipe(calendar: [.hour], usesLags: true),
                    window: row.1, hyperparameters: [Hyperparameter("depth", 6)], seed: 1),
                summary: "\(row.0.rawValue.replacing("-", with: " ")), \(row.1) rows",
                trainedRows: row.3 == .completed ? row.1 : 0,
                score: row.2.map { MetricEstimate(value: $0, margin: 0.011, count: 300) },
                failure: row.3 == .failed ? .timedOut : nil,
                message: row.3 == .failed ? "no result within 60 s" : "",
                cost: row.3 == .completed
                    ? TrialCost(
                        wallSeconds: row.5, cpuSeconds: row.5 * 0.9, peakBytes: Int64(row.6 * 1_048_576), host: "here")
                    : nil,
                progress: row.3 == .running ? 0.58 : 0,
                tracking: RunTracking(
                    origin: row.4 == .plainRetrain ? .plain : index < 2 ? .warm : .cold, sampler: "tpe", slices: 2))
        }
        return SearchSnapshot(
            number: 7, cause: "decay", evidence: "accuracy fell from .81 to .61 in 900 rows", isRunning: isRunning,
            status: status, runs: runs, cpuSeconds: 31.4)
    }
}
