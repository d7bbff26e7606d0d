import Domain
import Terminal

/// A run's recipe, result, origin, cost and lineage as lines, with its learning curve beside or below them.
struct RunDetail {
    private static let nameWidth = 10
    /// From this width on the curve stands at the right.
    private static let leastForTwo = 72

    let found: FoundRun
    let lineage: RunLineage?
    let pipeline: PipelineSnapshot?
    let timeZone: TimeSpan
    /// The room for lines.
    let size: Size

    private var run: RunRecord { found.run }

    /// The lines to scroll through, and the curve where it stands beside them.
    var blocks: (lines: [StyledLine], side: [StyledLine], sideWidth: Int) {
        let sideWidth = min(64, max(30, size.columns * 2 / 5))
        guard size.columns >= Self.leastForTwo, let curve = curve(sideWidth) else {
            let below = curve(size.columns).map { [StyledLine()] + $0 } ?? []
            return (facts(size.columns) + below, [], 0)
        }
        return (facts(SheetFrame.leftWidth(of: size.columns, beside: sideWidth)), curve, sideWidth)
    }

    private func curve(_ width: Int) -> [StyledLine]? {
        let height = min(12, max(3, size.rows - 6))
        guard let plot = CurvePlot(run.tracking, width: width, height: height) else { return nil }
        let judged = run.tracking?.curve.count ?? 0
        let title = StyledLine("Learning curve", .title, .bold)
        return [title + StyledLine("  \(judged) of \(max(judged, run.tracking?.slices ?? 1)) slices", .muted)]
            + plot.lines
    }

    private func facts(_ width: Int) -> [StyledLine] {
        var lines = [fact("state", state, width)]
        for (name, text) in result + recipe + origin + cost + fate { lines.append(fact(name, StyledLine(text), width)) }
        return lines.flatMap { $0 }
    }

    /// A name with its text, which takes as many lines as it needs.
    private func fact(_ name: String, _ text: StyledLine, _ width: Int) -> [StyledLine] {
        let blank = String(repeating: " ", count: Self.nameWidth)
        let role = text.pieces.first?.style.role ?? .foreground
        return text.text.wrapped(to: max(8, width - Self.nameWidth)).enumerated().map { row, part in
            StyledLine(row == 0 ? name.padded(to: Self.nameWidth) : blank, .muted) + StyledLine(part, role)
        }
    }

    private var state: StyledLine {
        let fate = pipeline.flatMap { CandidateFates($0).word(of: run) }
        var line = RunWords.state(run)
        if let fate { line.add(" · \(fate.text)") }
        if !run.message.isEmpty { line.add(": \(run.message)") }
        return line
    }

    private var result: [(String, String)] {
        guard let score = run.score, let task = pipeline?.task else { return [] }
        let judged = pipeline?.search?.listedRuns.filter(\.isJudged) ?? []
        let place = judged.firstIndex { $0.number == run.number }.map { ", place \($0 + 1) of \(judged.count)" } ?? ""
        let text = "\(MetricText.metric(score.value, task)) ± \(MetricText.metric(score.margin, task))"
        return [(task.metricName, "\(text) on \(MetricText.count(score.count)) rows\(place)")]
    }

    private var recipe: [(String, String)] {
        let specification = run.specification
        let learner = "\(specification.learnerWords), \(specification.updates.rawValue), "
        var parts = [("learner", learner + RunFacts.begin(specification))]
        let votes = specification.chosenMembers.reduce(0) { $0 + ($1.votes ?? 0) }
        for member in specification.chosenMembers {
            let part = member.votes.map { ", \($0) of \(votes) votes" } ?? ""
            parts.append(("member", "run \(member.run), \(member.specification.learnerWords)\(part)"))
        }
        if !specification.hyperparameters.isEmpty { parts.append(("settings", RunWords.settings(specification))) }
        let features = specification.features.words
        if !features.isEmpty { parts.append(("features", features)) }
        var rows = "window of \(MetricText.count(specification.window))"
        if run.trainedRows > 0 { rows += ", trained on \(MetricText.count(run.trainedRows))" }
        if let half = specification.halfLifeRows { rows += ", half-life \(MetricText.count(half))" }
        parts.append(("rows", rows))
        if let from = run.trainedFrom, let through = run.trainedThrough {
            parts.append(("from", "\(from.shortText) to \(through.shortText)"))
        }
        return parts
    }

    private var origin: [(String, String)] {
        var parts: [(String, String)] = []
        if let tracking = run.tracking {
            let parent = tracking.parent.map { ", after run \($0)" } ?? ""
            parts.append(("origin", "\(tracking.origin.reason); drawn by \(tracking.sampler)\(parent)"))
        }
        let search = pipeline?.search.flatMap { $0.number == run.search ? $0 : nil }
        let cause =
            lineage?.trigger.map { "\($0.kind): \($0.evidence)" } ?? search.map { "\($0.cause): \($0.evidence)" }
        parts.append(("search", "\(run.search)" + (cause.map { ", \($0)" } ?? "")))
        return parts
    }

    private var cost: [(String, String)] {
        var parts: [(String, String)] = []
        if let cost = run.cost {
            var text =
                "\(MetricText.seconds(cost.wallSeconds)), \(MetricText.seconds(cost.cpuSeconds)) CPU, "
                + "\(MetricText.bytes(cost.peakBytes)) at the peak"
            if let seconds = run.tracking?.queueSeconds { text += ", waited \(MetricText.seconds(seconds))" }
            parts.append(("cost", text))
            if let time = cost.answerNanoseconds {
                parts.append(("answer", "\(MetricText.amount(time / 1e3)) µs a row"))
            }
        }
        if let started = run.tracking?.started {
            parts.append(("begun", "\((started + timeZone).shortText)" + (run.cost.map { " on \($0.host)" } ?? "")))
        }
        return parts
    }

    /// The data, the model, what it became, and the rollouts that used it.
    private var fate: [(String, String)] {
        var parts: [(String, String)] = []
        if let dataset = run.dataset { parts.append(("data", dataset.short)) }
        if let model = run.model {
            parts.append(("model", model.short + (run.bytes.map { ", \(RunWords.size($0))" } ?? "")))
        }
        guard let lineage else { return parts }
        if let refit = lineage.refit { parts.append(("refit", "run \(refit), the same recipe on all rows")) }
        guard let version = lineage.version else { return parts + [("version", "none")] }
        parts.append(("version", "\(version.version) since \(version.createdAt.shortText)"))
        for rollout in lineage.rollouts {
            let passed = rollout.gates.count { $0.verdict == .pass }
            let gates = rollout.gates.isEmpty ? "" : ", \(passed) of \(rollout.gates.count) gates passed"
            let reason = rollout.transitions.last.map { $0.reason.isEmpty ? "" : ": \($0.reason)" } ?? ""
            parts.append(
                ("rollout", "\(rollout.number) against \(rollout.champion), \(rollout.stateName)\(reason)\(gates)"))
        }
        return parts
    }
}

extension RunTracking.Origin {
    /// What the word means, for whoever wonders.
    fileprivate var reason: String {
        switch self {
        case .cold: "cold, knows this search alone"
        case .warm: "warm, begun from what earlier searches found"
        case .plain: "plain, the champion's own recipe"
        case .ensemble: "ensemble, the best models of this search"
        case .recalled: "recalled from the archive"
        }
    }
}
