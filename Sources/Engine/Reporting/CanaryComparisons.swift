import Domain

/// The rows of the canary pane: champion against candidate, metric by metric.
enum CanaryComparisons {
    /// The leading metric on the same events.
    ///
    /// Its interval is that of the paired loss, turned into the metric's own unit:
    /// an accuracy is 1 − the loss, an error is the loss times its scale.
    static func rows(_ rollout: RolloutStateMachine, _ state: PipelineState) -> [CanarySnapshot.Comparison] {
        let evidence = rollout.evidence
        let margin = state.definition.canary.margin
        let unit = state.higherIsBetter ? -1 : rollout.lossScale
        let ends = [evidence.lower * unit, evidence.upper * unit].sorted()
        let hasPairs = evidence.pairs > 0
        return [
            CanarySnapshot.Comparison(
                name: state.definition.task.metricName, champion: state.rivalMetric.leading,
                candidate: state.candidateMetric.leading, difference: hasPairs ? evidence.difference * unit : nil,
                lower: hasPairs ? ends[0] : nil, upper: hasPairs ? ends[1] : nil, limit: margin * unit,
                verdict: evidence.verdict, word: word(evidence, margin: margin))
        ]
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
