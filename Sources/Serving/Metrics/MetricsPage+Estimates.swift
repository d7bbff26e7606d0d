import Domain

extension MetricsPage {
    /// What to expect of the answers whose labels are open; no number is told while a check says not to believe it.
    func writeEstimates(_ text: inout MetricsText) {
        let estimated = snapshot.pipelines.compactMap { pipeline in
            pipeline.labels.estimate.map { (pipeline: pipeline, estimate: $0) }
        }
        func values(ofClasses isClass: Bool) -> [(pipeline: String, value: Double)] {
            estimated.filter { $0.pipeline.task.higherIsBetter == isClass }.compactMap { known in
                known.estimate.value.map { (known.pipeline.name.rawValue, $0) }
            }
        }
        text.family(
            "flywheel_estimated_accuracy_ratio", .gauge,
            "Accuracy to expect of the newest answers before their labels; absent while it is not to be believed.",
            values(ofClasses: true)
        ) {
            $0.sample(["pipeline": $1.pipeline], $1.value)
        }
        text.family(
            "flywheel_estimated_absolute_error", .gauge,
            "Mean absolute error to expect of the newest answers; absent while it is not to be believed.",
            values(ofClasses: false)
        ) {
            $0.sample(["pipeline": $1.pipeline], $1.value)
        }
        text.family(
            "flywheel_estimate_trusted", .gauge,
            "1 where the checks of calibration, novelty and concept drift pass, else 0.", estimated
        ) {
            $0.sample(["pipeline": $1.pipeline.name.rawValue], $1.estimate.isTrusted ? 1 : 0)
        }
    }
}
