import Dashboard
import Domain

extension VersionSide {
    /// Names with what this side has; the same names in the same order on every side, but for those of parts that only one has.
    typealias Rows = [(name: String, text: String?)]

    private static let hashDigits = 12

    var recipe: Rows {
        let recipe = specification
        let base = recipe?.base
        return [
            ("version", version.map { "\($0.version)\($0.unverified == nil ? "" : ", unverified")" }),
            ("run", story.map { "\($0.run.number) \($0.run.kind.rawValue)" }),
            ("learner", recipe?.learnerName), ("updates", recipe?.updates.rawValue),
            ("start", recipe.map { ($0.start ?? .scratch).rawValue }),
            ("base", base.map { "\($0.version), model \($0.model.hexadecimal.prefix(Self.hashDigits))" }),
            ("window", recipe.map { $0.window >= Int(Int32.max) ? "all" : MetricText.count($0.window) + " rows" }),
            ("half-life", recipe?.halfLifeRows.map { MetricText.count($0) + " rows" }),
            ("seed", recipe.map { "\($0.seed)" }),
        ]
    }

    var features: Rows {
        let features = specification?.features
        let calendar = features?.calendar.map(\.rawValue).joined(separator: " ")
        return [
            ("calendar", calendar?.isEmpty == false ? calendar : nil),
            ("lags", features.map { $0.usesLags ? "yes" : "no" }),
        ] + families
    }

    private var families: Rows {
        FeatureRecipe.Family.allCases.map { family in
            (family.rawValue, specification?.features.families.contains(family) == true ? "yes" : nil)
        }
    }

    var settings: Rows {
        (specification?.hyperparameters ?? []).map { ($0.name, RunValue.number($0.value).text) }
    }

    var data: Rows {
        let run = story?.run
        let rows = (run?.trainedRows).flatMap { $0 > 0 ? $0 : nil } ?? version?.trainedRows
        return [
            ("dataset", (run?.dataset ?? version?.dataset).map { String($0.hexadecimal.prefix(Self.hashDigits)) }),
            ("rows", rows.map { MetricText.count($0) }),
            ("of", dataset.map { MetricText.count($0.trainingRows + $0.validationRows) + " rows" }),
            ("from", (run?.trainedFrom ?? dataset?.from)?.description),
            ("through", (run?.trainedThrough ?? version?.trainedThrough)?.description),
        ]
    }

    /// Scores with their 95 % intervals, by slice of the stream, and what it costs.
    var measures: Rows {
        let curve = (scored?.tracking?.curve ?? []).sorted { $0.slice < $1.slice }
        let slices: Rows = curve.map { point in
            let name = point.slice == 0 ? "slice 1, newest" : "slice \(point.slice + 1)"
            return (name, Self.score(point.score))
        }
        let latency = rollout?.gates.first { $0.gate == .latency }
        let cost = story?.run.cost
        return [("scored as", scored.map { "run \($0.number)" }), ("score", (scored?.score).map(Self.score))] + slices
            + [
                ("size", (story?.run.bytes ?? version?.bytes).map { MetricText.count($0) + " bytes" }),
                ("slowest answers", (latency?.value).map { "\(MetricText.short($0)) ms" }),
                ("training", cost.map { "\(MetricText.seconds($0.cpuSeconds)) CPU" }),
                ("peak memory", cost.map { MetricText.bytes($0.peakBytes) }),
            ]
    }

    /// What its gates and its canary said.
    var verdicts: Rows {
        let gates: Rows = GateResult.Gate.allCases.map { gate in
            let result = rollout?.gates.first { $0.gate == gate }
            return ("gate \(gate.words)", result.map { Self.words($0) })
        }
        let evidence = rollout?.evidence
        return gates + [
            ("against", rollout.map { "\($0.champion)" }),
            (
                "paired difference",
                evidence.map {
                    "\(MetricText.amount($0.difference)), \(MetricText.amount($0.lower)) to "
                        + "\(MetricText.amount($0.upper)) on \(MetricText.count($0.pairs)) \($0.counted)"
                }
            ),
            ("verdict", evidence?.verdict.rawValue),
            ("metric before", rollout?.metricBefore.map { MetricText.amount($0) }),
            ("metric after", rollout?.metricAfter.map { MetricText.amount($0) }),
        ]
    }

    var lineage: Rows {
        let (run, trigger) = (story?.run, story?.trigger)
        let last = rollout?.transitions.last
        return [
            ("trigger", trigger.map { "\($0.kind), \($0.firedAt) by \($0.actor)" }),
            ("evidence", trigger?.evidence),
            ("search", (run?.search ?? version?.search).map { "\($0)" }),
            ("origin", run?.tracking.map { "\($0.origin.rawValue), drawn by \($0.sampler)" }),
            ("model", (run?.model ?? version?.model).map { String($0.hexadecimal.prefix(Self.hashDigits)) }),
            ("made", version?.createdAt.description),
            ("rollout", rollout.map { "\($0.number), \($0.stateName)" }),
            ("decided by", last.map { "\($0.actor)\($0.reason.isEmpty ? "" : ": \($0.reason)")" }),
        ]
    }

    private static func score(_ score: MetricEstimate) -> String {
        "\(MetricText.amount(score.value)) ± \(MetricText.amount(score.margin)) on \(MetricText.count(score.count))"
    }

    private static func words(_ gate: GateResult) -> String {
        guard let value = gate.value else { return gate.verdict.rawValue }
        let limit = gate.bound.map { ", limit \(MetricText.amount($0))" } ?? ""
        return "\(gate.verdict.rawValue) \(MetricText.amount(value))\(limit)"
    }
}
