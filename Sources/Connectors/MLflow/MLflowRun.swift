import Domain

/// A run as a tracking server has it: parameters, metrics with their histories, tags.
struct MLflowRun: Hashable, Sendable {
    /// The tag that a run is found again by.
    static let numberTag = "flywheel.run"

    let found: FoundRun
    let task: LearningTask

    private var run: RunRecord { found.run }

    /// What creates it.
    func creation(in experiment: String) -> JSONTree {
        [
            "experiment_id": .text(experiment), "run_name": .text("run \(run.number)"),
            "start_time": .number(milliseconds(run.tracking?.started ?? run.tracking?.ended)),
            "tags": .list([tag(Self.numberTag, "\(run.number)")]),
        ]
    }

    /// What fills it; sent twice it changes nothing.
    func batch(to id: String) -> JSONTree {
        ["run_id": .text(id), "params": .list(parameters), "metrics": .list(metrics), "tags": .list(tags)]
    }

    /// What ends it.
    func end(of id: String) -> JSONTree {
        [
            "run_id": .text(id), "status": .text(status),
            "end_time": .number(milliseconds(run.tracking?.ended ?? run.tracking?.started)),
        ]
    }

    private var status: String {
        switch run.state {
        case .completed: "FINISHED"
        case .failed: "FAILED"
        // It was ended before its end, by the rule that the search has.
        case .stopped: "KILLED"
        case .waiting, .running: "RUNNING"
        }
    }

    private var parameters: [JSONTree] {
        let specification = run.specification
        var parameters: [(String, String)] = [
            ("learner", specification.program?.name ?? specification.learner.rawValue),
            ("updates", specification.updates.rawValue), ("window", "\(specification.window)"),
            ("seed", "\(specification.seed)"),
        ]
        if let half = specification.halfLifeRows { parameters.append(("half_life_rows", "\(half)")) }
        let features = specification.features.words
        if !features.isEmpty { parameters.append(("features", features)) }
        parameters += specification.hyperparameters.map { ($0.name, "\($0.value)") }
        return parameters.map { ["key": .text($0.0), "value": .text($0.1)] }
    }

    private var metrics: [JSONTree] {
        let ended = milliseconds(run.tracking?.ended)
        var metrics: [JSONTree] = []
        func add(_ name: String, _ value: Double?, step: Int = 0) {
            guard let value, value.isFinite else { return }
            metrics.append([
                "key": .text(name), "value": .decimal(value), "timestamp": .number(ended), "step": .number(step),
            ])
        }
        // The newest slice is the first that a trial is judged on.
        for (step, point) in (run.tracking?.curve ?? []).enumerated() {
            add("slice_\(task.metricName)", point.score.value, step: step)
        }
        add(task.metricName, run.score?.value)
        add("\(task.metricName)_margin", run.score?.margin)
        add("trained_rows", run.trainedRows > 0 ? Double(run.trainedRows) : nil)
        add("model_bytes", run.bytes.map(Double.init))
        add("cpu_seconds", run.cost?.cpuSeconds)
        add("wall_seconds", run.cost?.wallSeconds)
        add("peak_bytes", run.cost.map { Double($0.peakBytes) })
        add("answer_nanoseconds", run.cost?.answerNanoseconds)
        add("queue_seconds", run.tracking?.queueSeconds)
        return metrics
    }

    private var tags: [JSONTree] {
        var tags = [
            tag("flywheel.search", "\(run.search)"), tag("flywheel.kind", run.kind.rawValue),
            tag("flywheel.state", run.state.rawValue), tag("flywheel.recipe", run.summary),
            tag("mlflow.source.name", "flywheel"), tag("mlflow.source.type", "JOB"),
        ]
        if let tracking = run.tracking {
            tags += [tag("flywheel.origin", tracking.origin.rawValue), tag("flywheel.sampler", tracking.sampler)]
            if let parent = tracking.parent { tags.append(tag("flywheel.parent", "\(parent)")) }
        }
        if let failure = run.failure { tags.append(tag("flywheel.failure", failure.rawValue)) }
        if !run.message.isEmpty { tags.append(tag("flywheel.message", run.message)) }
        if let dataset = run.dataset { tags.append(tag("flywheel.dataset", dataset.hexadecimal)) }
        if let model = run.model { tags.append(tag("flywheel.model", model.hexadecimal)) }
        if let host = run.cost?.host { tags.append(tag("flywheel.host", host)) }
        if let version = found.version { tags.append(tag("flywheel.version", "\(version)")) }
        return tags
    }

    private func tag(_ key: String, _ value: String) -> JSONTree { ["key": .text(key), "value": .text(value)] }

    private func milliseconds(_ time: Timestamp?) -> Int { Int(time?.rawValue ?? 0) }
}
