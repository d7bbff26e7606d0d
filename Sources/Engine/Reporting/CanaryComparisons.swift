import Domain

/// The rows of the canary pane: champion against candidate, metric by metric.
enum CanaryComparisons {
    /// What decides first; the others are for looking at, as the paired metric is beside an A/B comparison's outcomes.
    static func rows(_ rollout: RolloutStateMachine, _ state: PipelineState) -> [CanarySnapshot.Comparison] {
        let rest = [second(rollout, state), oldRows(rollout, state)].compactMap { $0 }
        guard let outcomes = rollout.outcomes else { return [paired(rollout, state)] + rest }
        var aside = paired(rollout, state)
        aside.verdict = .inconclusive
        aside.word = "aside"
        return [split(outcomes, rollout), aside] + rest
    }

    /// Log loss or root mean squared error on the same events.
    private static func second(
        _ rollout: RolloutStateMachine, _ state: PipelineState
    ) -> CanarySnapshot.Comparison? {
        let task = state.definition.task
        let compared = rollout.secondLoss?.comparison(
            task, scale: rollout.lossScale, margin: state.definition.canary.margin)
        guard let compared else { return nil }
        let name = if case .classification = task { "log loss" } else { "RMSE" }
        return CanarySnapshot.Comparison(
            name: name, champion: compared.champion, candidate: compared.candidate, difference: compared.difference,
            lower: compared.lower, upper: compared.upper, limit: compared.margin,
            harmFrom: compared.lower, to: compared.upper, margin: compared.margin)
    }

    /// The replay's column on which the candidate loses most, its score with the interval of that one column.
    private static func oldRows(
        _ rollout: RolloutStateMachine, _ state: PipelineState
    ) -> CanarySnapshot.Comparison? {
        guard let grid = rollout.record.grid, let column = grid.worstColumn, let drop = grid.worstDrop else {
            return nil
        }
        func score(_ version: ModelVersion) -> Double? {
            guard let cells = grid.rows.last(where: { $0.version == version })?.cells, cells.indices.contains(column)
            else { return nil }
            return cells[column]?.value
        }
        let margin = state.definition.gates.replayDrop
        let (lower, upper) = (drop.value - drop.margin, drop.value + drop.margin)
        return CanarySnapshot.Comparison(
            name: "old rows", champion: score(rollout.record.champion), candidate: score(rollout.record.candidate),
            difference: -drop.value, lower: -upper, upper: -lower, limit: -margin, harmFrom: lower, to: upper,
            margin: margin)
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

extension CanarySnapshot.Comparison {
    /// One that decides nothing: the verdict is what the bounds of the candidate's loss minus the champion's say alone.
    fileprivate init(
        name: String, champion: Double?, candidate: Double?, difference: Double, lower: Double, upper: Double,
        limit: Double, harmFrom least: Double, to most: Double, margin: Double
    ) {
        let (verdict, word): (Verdict, String) =
            if least > 0 {
                (.fail, "worse")
            } else if most < 0 {
                (.pass, "better")
            } else if most < margin {
                (.pass, "no harm")
            } else {
                (.inconclusive, "unclear")
            }
        self.init(
            name: name, champion: champion, candidate: candidate, difference: difference, lower: lower, upper: upper,
            limit: limit, verdict: verdict, word: word)
    }
}
