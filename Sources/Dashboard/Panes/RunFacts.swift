import Domain

/// What a run was made of, cost and came from, each with its name: what a comparison puts side by side.
struct RunFacts {
    /// In their order; a name stands once.
    typealias Facts = [(name: String, text: String)]

    let found: FoundRun

    private var run: RunRecord { found.run }

    var settings: Facts {
        let specification = run.specification
        var facts: Facts = [
            ("learner", specification.learnerWords), ("updates", specification.updates.rawValue),
            ("begins", Self.begin(specification)), ("window", "\(MetricText.count(specification.window)) rows"),
        ]
        if let rows = specification.halfLifeRows { facts.append(("half-life", "\(MetricText.count(rows)) rows")) }
        let features = specification.features.words
        facts.append(("features", features.isEmpty ? "columns" : features))
        return facts + specification.hyperparameters.map { ($0.name, MetricText.setting($0.value)) }
    }

    var cost: Facts {
        var facts: Facts = []
        if let cost = run.cost {
            facts = [
                ("time", MetricText.seconds(cost.wallSeconds)), ("CPU", MetricText.seconds(cost.cpuSeconds)),
                ("peak", MetricText.bytes(cost.peakBytes)),
            ]
        }
        if let seconds = run.tracking?.queueSeconds { facts.append(("waited", MetricText.seconds(seconds))) }
        if let bytes = run.bytes { facts.append(("model", RunWords.size(bytes))) }
        return facts
    }

    var origin: Facts {
        var facts: Facts = [("search", "\(run.search)")]
        if let tracking = run.tracking {
            facts += [("origin", tracking.origin.rawValue), ("drawn by", tracking.sampler)]
            if let parent = tracking.parent { facts.append(("after", "run \(parent)")) }
        }
        return facts + [("data", run.dataset?.short ?? "–"), ("seed", "\(run.specification.seed)")]
    }

    /// `from scratch`, `warm from v2`.
    static func begin(_ specification: TrialSpecification) -> String {
        let start = specification.start ?? .scratch
        guard let base = specification.base else { return start == .scratch ? "from scratch" : start.rawValue }
        return "\(start.rawValue) from \(base.version)"
    }
}
