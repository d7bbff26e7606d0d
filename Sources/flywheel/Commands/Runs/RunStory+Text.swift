import Dashboard
import Domain

extension RunStory {
    /// From the trigger to the last decision, a line a thing.
    var lines: [String] {
        let parts = origin + recipe + outcome + fate
        let width = parts.map(\.0.count).max() ?? 0
        return ["run \(run.number) of \(pipeline)"]
            + parts.map { $0.0 + String(repeating: " ", count: width - $0.0.count + 2) + $0.1 }
    }

    private var origin: [(String, String)] {
        var parts: [(String, String)] = []
        if let trigger {
            parts.append(
                ("trigger", "\(trigger.kind), \(trigger.firedAt) by \(trigger.actor): \(trigger.evidence)"))
            let end = trigger.endedAt.map { ", ended \($0)" } ?? ""
            parts.append(("search", "\(run.search): \(trigger.outcome.rawValue)\(end)"))
        } else {
            parts.append(("search", "\(run.search)"))
        }
        if let dataset = run.dataset { parts.append(("dataset", dataset.hexadecimal + standing(.dataset))) }
        if let from = run.trainedFrom, let through = run.trainedThrough {
            parts.append(("rows", "\(MetricText.count(run.trainedRows)) trained on, of \(from) – \(through)"))
        }
        let failure = run.failure.map { " (\($0.rawValue)\(run.message.isEmpty ? "" : ": \(run.message)"))" } ?? ""
        parts.append(("run", "\(run.number) \(run.kind.rawValue): \(run.state.rawValue)\(failure)"))
        if let tracking = run.tracking {
            let parent = tracking.parent.map { ", after run \($0)" } ?? ""
            parts.append(("origin", "\(tracking.origin.rawValue), drawn by \(tracking.sampler)\(parent)"))
        }
        return parts
    }

    private var recipe: [(String, String)] {
        let specification = run.specification
        let start = specification.start ?? .scratch
        let base = specification.base.map { " from \($0.version), model \($0.model.short)" } ?? ""
        var parts = [
            ("recipe", run.summary),
            (
                "learner",
                "\(specification.learner.rawValue), \(specification.updates.rawValue), \(start.rawValue)\(base)"
            ),
            ("window", "\(MetricText.count(specification.window)) rows"),
            ("seed", "\(specification.seed)"),
        ]
        if !specification.hyperparameters.isEmpty { parts.append(("settings", RunText.settings(specification))) }
        parts += RunText.members(specification).map { ("member", $0) }
        if let rows = specification.halfLifeRows { parts.append(("half-life", "\(MetricText.count(rows)) rows")) }
        return parts
    }

    private var outcome: [(String, String)] {
        var parts: [(String, String)] = []
        if let score = run.score, let words = RunText.score(score) {
            parts.append(("score", "\(words) on \(MetricText.count(score.count)) rows"))
        }
        if let curve = RunText.curve(run.tracking) { parts.append(("curve", curve)) }
        if let cost = RunText.cost(run) { parts.append(("cost", cost)) }
        if let latency = RunText.latency(run) { parts.append(("latency", latency)) }
        if let host = run.cost?.host { parts.append(("host", host)) }
        if let started = run.tracking?.started {
            parts.append(("time", "\(started) – \(run.tracking?.ended?.description ?? "now")"))
        }
        if let model = run.model {
            let bytes = run.bytes.map { ", \(MetricText.count($0)) bytes" } ?? ""
            parts.append(("model", model.hexadecimal + bytes + standing(.model)))
        }
        return parts
    }

    /// What there is to know of a file that is gone.
    private func standing(_ kind: ArtifactFile.Kind) -> String {
        gone?.contains(kind) == true ? "; its file is gone: collected by `flywheel gc`, or deleted" : ""
    }

    /// The version, each of its rollouts, and who decided each rollout's last step.
    private var fate: [(String, String)] {
        let anew = refit.map { [("refit", "run \($0), the same recipe on all rows")] } ?? []
        guard let version else { return anew + [("version", "none")] }
        var parts = anew + [("version", "\(version.version), \(version.words), since \(version.createdAt)")]
        for rollout in rollouts {
            let passed = rollout.gates.count { $0.verdict == .pass }
            let gates = rollout.gates.isEmpty ? "" : ", \(passed) of \(rollout.gates.count) gates passed"
            parts.append(
                (
                    "rollout",
                    "\(rollout.number), attempt \(rollout.origin.attempt) against \(rollout.champion): "
                        + "\(rollout.stateName)\(gates)"
                ))
            guard let last = rollout.transitions.last else { continue }
            let reason = last.reason.isEmpty ? "" : ": \(last.reason)"
            parts.append(
                ("decision", "\(last.streamTime) \(last.from.name) → \(last.to.name) by \(last.actor)\(reason)"))
        }
        return parts
    }
}
