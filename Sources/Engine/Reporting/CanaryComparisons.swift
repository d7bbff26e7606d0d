import Domain

/// The rows of the canary pane: champion against candidate, metric by metric.
enum CanaryComparisons {
    static func rows(_ rollout: RolloutStateMachine, _ state: PipelineState) -> [CanarySnapshot.Comparison] {
        let evidence = rollout.evidence
        let margin = state.definition.canary.margin
        let isBaking = rollout.state == .baking
        let loss = CanarySnapshot.Comparison(
            name: state.higherIsBetter ? "error rate" : "scaled error", champion: nil, candidate: nil,
            difference: evidence.pairs == 0 ? nil : evidence.difference, lower: evidence.lower, upper: evidence.upper,
            limit: margin, verdict: evidence.verdict, word: word(evidence, margin: margin))
        let metric = CanarySnapshot.Comparison(
            name: state.definition.task.metricName,
            champion: rollout.state.isEnded || isBaking ? rollout.record.metricBefore : state.served.leading,
            candidate: state.candidateMetric.leading, difference: nil, lower: nil, upper: nil, limit: nil,
            verdict: evidence.verdict, word: word(evidence, margin: margin))
        return [metric, loss]
    }

    private static func word(_ evidence: RolloutEvidence, margin: Double) -> String {
        switch evidence.verdict {
        case .pass: evidence.upper < 0 ? "better" : "no harm"
        case .fail: "worse"
        case .inconclusive: "not yet clear"
        case .error: "no data"
        }
    }
}
