import Domain

/// The rows of the canary pane: champion against candidate, metric by metric.
enum CanaryComparisons {
    /// What decides first; beside an A/B comparison's outcomes the paired metric is for looking at only.
    static func rows(_ rollout: RolloutStateMachine, _ state: PipelineState) -> [CanarySnapshot.Comparison] {
        guard let outcomes = rollout.outcomes else { return [paired(rollout, state)] }
        var aside = paired(rollout, state)
        aside.verdict = .inconclusive
        aside.word = "aside"
        return [split(outcomes, rollout), aside]
    }

    /// The arms' outcomes of an A/B comparison, a row of means.
    private static func split(
        _ outcomes: SplitOutcomes, _ rollout: RolloutStateMachine
    ) -> CanarySnapshot.Comparison {
        let definition = outcomes.definition
        let sign = definition.wantsHigher ? 1.0 : -1
        let ends = outcomes.bounds.map { [$0.lower * sign, $0.upper * sign].sorted() }
        let hasUnits = min(outcomes.champion.units, outcomes.candidate.units) > 0
        // The sign of the limit says in which direction more is harm, also where it is next to nothing.
        let limit = -sign * max(definition.margin, .leastNonzeroMagnitude)
        let evidence = rollout.evidence
        return CanarySnapshot.Comparison(
            name: definition.metric.rawValue, champion: hasUnits ? outcomes.champion.mean : nil,
            candidate: hasUnits ? outcomes.candidate.mean : nil, difference: hasUnits ? outcomes.gain * sign : nil,
            lower: ends?[0], upper: ends?[1], limit: limit, verdict: evidence.verdict,
            word: word(evidence, margin: definition.margin))
    }

    /// The leading metric on the same events.
    ///
    /// Its interval is that of the paired loss, turned into the metric's own unit:
    /// an accuracy is 1 − the loss, an error is the loss times its scale.
    private static func paired(
        _ rollout: RolloutStateMachine, _ state: PipelineState
    ) -> CanarySnapshot.Comparison {
        let evidence = rollout.pairedEvidence
        let margin = state.definition.canary.margin
        let unit = state.higherIsBetter ? -1 : rollout.lossScale
        let ends = [evidence.lower * unit, evidence.upper * unit].sorted()
        let hasPairs = evidence.pairs > 0
        return CanarySnapshot.Comparison(
            name: state.definition.task.metricName, champion: state.rivalMetric.leading,
            candidate: state.candidateMetric.leading, difference: hasPairs ? evidence.difference * unit : nil,
            lower: hasPairs ? ends[0] : nil, upper: hasPairs ? ends[1] : nil, limit: margin * unit,
            verdict: evidence.verdict, word: word(evidence, margin: margin))
    }

    private static func word(_ evidence: RolloutEvidence, margin: Double) -> String {
        switch evidence.verdict {
        case .pass: evidence.upper < 0 ? "better" : "no harm"
        case .fail: "worse"
        case .inconclusive: "unclear"
        case .error: "no data"
        }
    }
}
