import Domain
import Terminal

/// The search's runs, best first: score with interval, recipe, cost, state.
enum LeaderboardPane {
    static func title(_ model: DashboardModel) -> StyledLine {
        var line = StyledLine("Leaderboard", .title, .bold)
        guard let pipeline = model.pipeline else { return line }
        line.add("  \(pipeline.name)", .muted)
        guard let search = pipeline.search else { return line }
        line.add("  search \(search.number), \(search.cause)", .muted)
        return line
    }

    static func draw(_ context: PaneContext, on canvas: inout Canvas) {
        guard let pipeline = context.pipeline, let search = pipeline.search else {
            context.sayEmpty(
                "No search yet: its trials appear here, best first, as soon as a trigger fires or you press R.",
                on: &canvas)
            return
        }
        let runs = context.model.leaderboardRows
        let isRoomy = context.area.height >= 6
        if isRoomy { drawSummary(search, pipeline, context, on: &canvas) }
        let fates = CandidateFates(pipeline)
        var table = table(pipeline.task)
        table.rows = runs.enumerated().map { row($1, place: $0 + 1, pipeline.task, fates) }
        let area = isRoomy ? context.area.withoutLastLine : context.area
        context.within(area).draw(table, on: &canvas)
    }

    private static func drawSummary(
        _ search: SearchSnapshot, _ pipeline: PipelineSnapshot, _ context: PaneContext, on canvas: inout Canvas
    ) {
        let area = context.area
        let open = search.trials.count { $0.state == .running || $0.state == .waiting }
        let failed = search.trials.count { $0.state == .failed }
        let count = search.trials.count
        var line = StyledLine("\(count) trial\(count == 1 ? "" : "s")", .foreground)
        if search.isRunning, open > 0 { line = StyledLine("Search runs", .info) }
        if search.isRunning, let canary = pipeline.liveCanary {
            line.add(" · waits for canary \(canary.record.candidate)", .info)
        } else {
            let status = search.status.replacing("-", with: " ")
            line.add(" · \(status)", search.isRunning ? .info : .foreground)
        }
        if open > 0 { line.add(" · \(open) open", .muted) }
        if failed > 0 { line.add(" · \(failed) failed", .warn) }
        line.add(" · \(MetricText.fixed(search.cpuSeconds, places: 0)) s CPU", .muted)
        canvas.write(line, x: area.x, y: area.y + area.height - 1, width: area.width)
    }

    private static func table(_ task: LearningTask) -> TextTable {
        TextTable(columns: [
            TextTable.Column("#", .right, rank: 6),
            TextTable.Column("learner", minimum: 13, maximum: 24, shrinksTo: 15),
            TextTable.Column(task.metricName, .right, minimum: 6), TextTable.Column("±", rank: 5),
            TextTable.Column("rows", .right, rank: 2, minimum: 5), TextTable.Column("updates", rank: 8),
            TextTable.Column("from", rank: 3, minimum: 4),
            TextTable.Column("settings", rank: 4, maximum: 48, shrinksTo: 12),
            TextTable.Column("time", .right, rank: 7, minimum: 5),
            TextTable.Column("peak", .right, rank: 9, minimum: 5),
            TextTable.Column("state", rank: 1, minimum: 9, maximum: 30),
        ])
    }

    private static func row(
        _ run: RunRecord, place: Int, _ task: LearningTask, _ fates: CandidateFates
    ) -> [StyledLine] {
        let learner = run.specification.learnerWords
        let settings = run.specification.hyperparameters.map { "\($0.name) \(MetricText.short($0.value))" }
        let isBest = place == 1 && run.score != nil
        return [
            StyledLine(run.score == nil ? "–" : "\(place)", .muted),
            StyledLine(learner, isBest ? .candidate : .foreground, isBest ? .bold : []),
            StyledLine(run.score.map { MetricText.metric($0.value, task) } ?? "–", isBest ? .candidate : .foreground),
            StyledLine(run.score.map { MetricText.metric($0.margin, task) } ?? "", .muted),
            StyledLine(MetricText.count(run.trainedRows > 0 ? run.trainedRows : run.specification.window)),
            StyledLine(run.specification.updates.rawValue, .muted),
            StyledLine(origin(run), .muted),
            StyledLine(settings.joined(separator: ", "), .muted),
            StyledLine(run.cost.map { MetricText.seconds($0.wallSeconds) } ?? "", .muted),
            StyledLine(run.cost.map { MetricText.bytes($0.peakBytes) } ?? "", .muted),
            fates.word(of: run) ?? state(run),
        ]
    }

    /// Why the run has this recipe, in a word.
    private static func origin(_ run: RunRecord) -> String {
        if let base = run.specification.base { return "\(base.version)" }
        return run.tracking?.origin.rawValue ?? ""
    }

    private static func state(_ run: RunRecord) -> StyledLine {
        switch run.state {
        case .waiting: return StyledLine("· waiting", .muted)
        case .running:
            let done = min(8, max(0, (run.progress * 8).rounded().wholeNumber))
            let bar = String(repeating: "█", count: done) + String(repeating: "░", count: 8 - done)
            return StyledLine(bar, .info) + StyledLine(" \(MetricText.percent((run.progress * 100).rounded()))", .info)
        case .failed:
            return StyledLine("✗ \(run.failure?.rawValue.replacing("-", with: " ") ?? "failed")", .crit)
        case .stopped:
            let place = run.tracking.map { " \($0.curve.count)/\($0.slices)" } ?? ""
            return StyledLine("◦ stopped\(place)", .muted)
        case .completed:
            switch run.kind {
            case .plainRetrain: return StyledLine("✓ plain retrain", .reference)
            case .ensemble: return StyledLine("✓ ensemble", .ok)
            case .refit: return StyledLine("✓ refit", .ok)
            case .reproduction, .shuffled: return StyledLine("✓ check", .muted)
            case .drill: return StyledLine("✓ drill", .warn)
            case .initial: return StyledLine("✓ first", .ok)
            case .trial: return StyledLine("✓ done", .ok)
            }
        }
    }
}

extension Rect {
    var withoutLastLine: Rect { Rect(x: x, y: y, width: width, height: max(0, height - 1)) }
}
