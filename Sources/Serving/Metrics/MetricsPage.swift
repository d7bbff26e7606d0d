import Domain

/// All metrics of the server and of the engine behind it, at one moment.
struct MetricsPage {
    var totals: RequestCounts.Totals
    var dropped: [(pipeline: PipelineName, count: Int)]
    /// Spans that no collector got; nil where requests are not traced.
    var droppedSpans: Int?
    var snapshot: EngineSnapshot
    var version: String

    func answer() -> Answer {
        Answer(
            contentType: "text/plain; version=0.0.4; charset=utf-8", body: text.buffer, tally: Tally(kind: .metrics))
    }

    var text: MetricsText {
        var text = MetricsText()
        text.family("flywheel_build_info", .gauge, "The program that answers; always 1.", [version]) {
            $0.sample(["version": $1], 1)
        }
        writeRequests(&text)
        writeUnanswered(&text)
        writeCanaries(&text)
        writeQuality(&text)
        writeData(&text)
        return text
    }

    private func writeRequests(_ text: inout MetricsText) {
        let predictions = totals.predictions.map { (key: $0.key, count: $0.value) }
            .sorted { order($0.key) < order($1.key) }
        text.family(
            "flywheel_predictions_total", .counter,
            "Rows answered or left unanswered by a version's server; other refused requests have empty version and arm.",
            predictions
        ) {
            let key = $1.key
            let labels: MetricsText.Labels = [
                "pipeline": key.pipeline, "version": key.version, "arm": key.arm, "code": String(key.code),
            ]
            $0.sample(labels, Double($1.count))
        }
        let durations = totals.durations.map { (key: $0.key, histogram: $0.value) }
            .sorted { ($0.key.pipeline, $0.key.code) < ($1.key.pipeline, $1.key.code) }
        text.family(
            "flywheel_request_duration_seconds", .histogram, "From a prediction request's head to its answer.",
            durations
        ) {
            $0.sample(["pipeline": $1.key.pipeline, "code": String($1.key.code)], $1.histogram)
        }
        let requests = totals.requests.map { (key: $0.key, count: $0.value) }
            .sorted { ($0.key.kind.rawValue, $0.key.code) < ($1.key.kind.rawValue, $1.key.code) }
        text.family("flywheel_http_requests_total", .counter, "Requests by what they asked for.", requests) {
            $0.sample(["kind": $1.key.kind.rawValue, "code": String($1.key.code)], Double($1.count))
        }
        text.family(
            "flywheel_prediction_log_dropped_total", .counter,
            "Answers whose records found no room on their way to disk.",
            dropped
        ) {
            $0.sample(["pipeline": $1.pipeline.rawValue], Double($1.count))
        }
        text.family(
            "flywheel_trace_spans_dropped_total", .counter, "Spans that the collector did not take.",
            [droppedSpans].compactMap(\.self)
        ) { $0.sample([:], Double($1)) }
    }

    private func writeUnanswered(_ text: inout MetricsText) {
        let unanswered = snapshot.pipelines.flatMap { pipeline in
            pipeline.tallies.unanswered.map { (pipeline: pipeline.name.rawValue, failed: $0) }
        }
        text.family(
            "flywheel_remote_failures_total", .counter,
            "Questions to the server of a champion that came to nothing, by what was wrong.", unanswered
        ) {
            let labels: MetricsText.Labels = [
                "pipeline": $1.pipeline, "version": $1.failed.version.description, "failure": $1.failed.kind.rawValue,
            ]
            $0.sample(labels, Double($1.failed.count))
        }
    }

    private func order(_ key: RequestCounts.PredictionKey) -> (String, String, String, Int) {
        (key.pipeline, key.version, key.arm, key.code)
    }

    private func writeCanaries(_ text: inout MetricsText) {
        let canaries = snapshot.pipelines.compactMap { pipeline in
            pipeline.canary.map { (pipeline: pipeline.name.rawValue, canary: $0) }
        }
        text.family("flywheel_canary_weight_ratio", .gauge, "The candidate's share of the traffic.", canaries) {
            $0.sample(["pipeline": $1.pipeline], $1.canary.weight / 100)
        }
        text.family("flywheel_canary_state", .gauge, "1 for the state of the newest rollout.", canaries) {
            $0.sample(["pipeline": $1.pipeline, "state": $1.canary.record.state.label], 1)
        }
        let promoted = snapshot.pipelines.filter { $0.promotions > 0 }
        text.family(
            "flywheel_last_promotion_timestamp_seconds", .gauge, "Stream time since which the champion serves.",
            promoted
        ) {
            $0.sample(["pipeline": $1.name.rawValue], Double($1.champion.since.rawValue) / 1_000)
        }
        let triggers = snapshot.pipelines.flatMap { pipeline in
            pipeline.triggers.compactMap(\.last).map { (pipeline: pipeline.name.rawValue, trigger: $0) }
        }
        text.family(
            "flywheel_last_trigger_number", .gauge, "Number of the newest accepted firing, counted over all kinds.",
            triggers
        ) {
            $0.sample(
                ["pipeline": $1.pipeline, "kind": $1.trigger.kind, "result": $1.trigger.outcome.rawValue],
                Double($1.trigger.number))
        }
        let fired = snapshot.pipelines.flatMap { pipeline in
            pipeline.tallies.triggers.map { (pipeline: pipeline.name.rawValue, fired: $0) }
        }
        text.family(
            "flywheel_triggers_total", .counter, "Accepted firings whose outcome is known, by what came of them.",
            fired
        ) {
            let labels: MetricsText.Labels = [
                "pipeline": $1.pipeline, "kind": $1.fired.kind, "result": $1.fired.result.rawValue,
            ]
            $0.sample(labels, Double($1.fired.count))
        }
        let searches = snapshot.pipelines.filter { $0.search != nil }
        text.family(
            "flywheel_retrain_duration_seconds", .gauge,
            "Wall time of the newest search's runs, one added to the other.", searches
        ) {
            $0.sample(
                ["pipeline": $1.name.rawValue], $1.search?.runs.reduce(0) { $0 + ($1.cost?.wallSeconds ?? 0) } ?? 0)
        }
        text.family("flywheel_search_cpu_seconds", .gauge, "Processor time of the newest search.", searches) {
            $0.sample(["pipeline": $1.name.rawValue], $1.search?.cpuSeconds ?? 0)
        }
    }

    private func writeQuality(_ text: inout MetricsText) {
        let measured = snapshot.pipelines.compactMap { pipeline in
            (pipeline.labels.realised ?? pipeline.served).map { (pipeline: pipeline, value: $0) }
        }
        text.family(
            "flywheel_realised_accuracy_ratio", .gauge,
            "Fading share of answers that were right, before the label watermark once there is one.",
            measured.filter(\.pipeline.task.higherIsBetter)
        ) {
            $0.sample(["pipeline": $1.pipeline.name.rawValue], $1.value)
        }
        text.family(
            "flywheel_realised_absolute_error", .gauge,
            "Fading mean absolute error in the target's unit, before the label watermark once there is one.",
            measured.filter { !$0.pipeline.task.higherIsBetter }
        ) {
            $0.sample(["pipeline": $1.pipeline.name.rawValue], $1.value)
        }
        writeEstimates(&text)
        let drifts = snapshot.pipelines.flatMap { pipeline in
            pipeline.drift.map { (pipeline: pipeline.name.rawValue, drift: $0) }
        }
        text.family(
            "flywheel_feature_drift_ratio", .gauge, "Population stability index of the newest window.", drifts
        ) {
            $0.sample(["pipeline": $1.pipeline, "feature": $1.drift.name], $1.drift.stability)
        }
    }

    private func writeData(_ text: inout MetricsText) {
        let pipelines = snapshot.pipelines
        text.family("flywheel_events_total", .counter, "Rows taken in.", pipelines) {
            $0.sample(["pipeline": $1.name.rawValue], Double($1.events))
        }
        text.family(
            "flywheel_label_coverage_ratio", .gauge,
            "Predictions whose label came, among those that are labelled or past their horizon.",
            pipelines.filter { $0.labelled + $0.labels.expired > 0 }
        ) {
            $0.sample(
                ["pipeline": $1.name.rawValue],
                Double($1.labelled - $1.labels.implied) / Double($1.labelled + $1.labels.expired))
        }
        text.family(
            "flywheel_label_lag_seconds", .gauge, "From an event to its label, as a mean of the newest ones.",
            pipelines.filter { $0.labels.lagSeconds != nil }
        ) {
            $0.sample(["pipeline": $1.name.rawValue], $1.labels.lagSeconds ?? 0)
        }
        writeLabels(&text)
        let quarantined = pipelines.flatMap { pipeline in
            pipeline.tallies.quarantined.map { (pipeline: pipeline.name.rawValue, rule: $0.rule, count: $0.count) }
        }
        text.family("flywheel_quarantined_rows_total", .counter, "Rows kept out, by the rule they broke.", quarantined)
        {
            $0.sample(["pipeline": $1.pipeline, "rule": $1.rule.rawValue], Double($1.count))
        }
        let evicted = pipelines.compactMap { pipeline in
            pipeline.tallies.evictedEntities.map { (pipeline: pipeline.name.rawValue, count: $0) }
        }
        text.family("flywheel_evicted_entities_total", .counter, "Entities forgotten for newer ones.", evicted) {
            $0.sample(["pipeline": $1.pipeline], Double($1.count))
        }
    }
}

extension RolloutState {
    /// A word without the step and the reason, which would make a label for each.
    fileprivate var label: String {
        switch self {
        case .ramping: "ramping"
        case .held: "held"
        case .created, .validating, .rejected, .awaitingStart, .warming, .awaitingPromotion, .promoting, .baking,
            .promoted, .rollingBack, .rolledBack, .errored, .superseded, .cancelled:
            name.replacing(" ", with: "-")
        }
    }
}
