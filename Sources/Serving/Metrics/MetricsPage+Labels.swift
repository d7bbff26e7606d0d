import Domain

extension MetricsPage {
    /// How labels come in.
    func writeLabels(_ text: inout MetricsText) {
        let pipelines = snapshot.pipelines
        text.family(
            "flywheel_label_watermark_timestamp_seconds", .gauge,
            "Stream time before which enough of the labels have come.", pipelines.filter { $0.labels.watermark != nil }
        ) {
            $0.sample(["pipeline": $1.name.rawValue], Double($1.labels.watermark?.rawValue ?? 0) / 1_000)
        }
        let kinds = pipelines.flatMap { pipeline in
            [
                ("observed", pipeline.labelled - pipeline.labels.implied), ("implied", pipeline.labels.implied),
                ("late", pipeline.labels.late),
            ].map { (pipeline: pipeline.name.rawValue, kind: $0.0, count: $0.1) }
        }
        text.family(
            "flywheel_labels_total", .counter, "Labels that came in time, those that silence stands for, late ones.",
            kinds
        ) {
            $0.sample(["pipeline": $1.pipeline, "kind": $1.kind], Double($1.count))
        }
        let restated = pipelines.flatMap { pipeline in
            [
                ("late", pipeline.labels.restated.late), ("corrected", pipeline.labels.restated.corrected),
                ("retracted", pipeline.labels.restated.retracted),
            ].map { (pipeline: pipeline.name.rawValue, kind: $0.0, count: $0.1) }
        }
        text.family(
            "flywheel_metric_restatements_total", .counter,
            "Labels that changed a figure after it was told; flywheel performance says which.", restated
        ) {
            $0.sample(["pipeline": $1.pipeline, "kind": $1.kind], Double($1.count))
        }
        text.family(
            "flywheel_expired_predictions_total", .counter, "Predictions whose horizon passed without a label.",
            pipelines
        ) {
            $0.sample(["pipeline": $1.name.rawValue], Double($1.labels.expired))
        }
        text.family(
            "flywheel_label_conflicts_total", .counter, "Labels that differed from the known one.", pipelines
        ) {
            $0.sample(["pipeline": $1.name.rawValue], Double($1.labels.conflicts))
        }
        text.family(
            "flywheel_duplicate_labels_total", .counter, "Labels that were told again as they were known.",
            totals.duplicates.sorted { $0.key < $1.key }
        ) {
            $0.sample(["pipeline": $1.key], Double($1.value))
        }
        text.family(
            "flywheel_orphan_labels_total", .counter, "Labels that came without a known prediction.", pipelines
        ) {
            $0.sample(["pipeline": $1.name.rawValue], Double($1.labels.orphans))
        }
        text.family(
            "flywheel_orphan_labels_waiting", .gauge, "Those of them whose prediction has not come.", pipelines
        ) {
            $0.sample(["pipeline": $1.name.rawValue], Double($1.labels.orphansWaiting))
        }
        writeAudit(&text)
    }

    /// What the audit share says, beside the metric of the labels that callers chose.
    private func writeAudit(_ text: inout MetricsText) {
        let audited = snapshot.pipelines.compactMap { pipeline in
            pipeline.labels.audit.map { (pipeline: pipeline, audit: $0) }
        }
        text.family(
            "flywheel_audited_predictions_total", .counter,
            "Predictions whose label is asked for whatever was answered, and those of them that have it.",
            audited.flatMap { one in
                [("asked", one.audit.asked), ("scored", one.audit.scored)].map {
                    (pipeline: one.pipeline.name.rawValue, state: $0.0, count: $0.1)
                }
            }
        ) {
            $0.sample(["pipeline": $1.pipeline, "state": $1.state], Double($1.count))
        }
        let estimates = audited.flatMap { one -> [Bound] in
            guard let estimate = one.audit.estimate else { return [] }
            let (name, isShare) = (one.pipeline.name.rawValue, one.pipeline.task.higherIsBetter)
            return [("estimate", estimate.value), ("lower", estimate.low), ("upper", estimate.high)].map {
                Bound(pipeline: name, isShare: isShare, word: $0.0, value: $0.1)
            }
        }
        text.family(
            "flywheel_audited_accuracy_ratio", .gauge,
            "Fading share of audited answers that were right, with its 95 % interval.", estimates.filter(\.isShare)
        ) {
            $0.sample(["pipeline": $1.pipeline, "bound": $1.word], $1.value)
        }
        text.family(
            "flywheel_audited_absolute_error", .gauge,
            "Fading mean absolute error of audited answers, with its 95 % interval.", estimates.filter { !$0.isShare }
        ) {
            $0.sample(["pipeline": $1.pipeline, "bound": $1.word], $1.value)
        }
    }

    /// One end of an estimate's interval, or its middle.
    private struct Bound {
        var pipeline: String
        var isShare: Bool
        var word: String
        var value: Double
    }
}
