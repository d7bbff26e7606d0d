import Domain
import Terminal

/// The search's runs in the order of a column: score with interval, recipe, cost, state.
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
        if isRoomy { drawSummary(search, pipeline, context, shown: runs.count, on: &canvas) }
        let area = context.within(isRoomy ? context.area.withoutLastLine : context.area)
        guard !runs.isEmpty else {
            let filter = context.model.board.filter.map { " \($0.text)" } ?? ""
            return area.sayEmpty("No run meets\(filter). Esc shows all again.", on: &canvas)
        }
        let judged = search.listedRuns.filter(\.isJudged).map(\.number)
        let table = LeaderboardTable(
            task: pipeline.task, sort: context.model.board.sort,
            places: Dictionary(uniqueKeysWithValues: zip(judged, 1...)), fates: CandidateFates(pipeline))
        let marks = Set(context.model.board.marks.map(\.run.number))
        let flags = runs.indices.filter { marks.contains(runs[$0].run.number) }
        area.draw(table.table(runs), flags: Set(flags), on: &canvas)
    }

    private static func drawSummary(
        _ search: SearchSnapshot, _ pipeline: PipelineSnapshot, _ context: PaneContext, shown: Int,
        on canvas: inout Canvas
    ) {
        let area = context.area
        let open = search.trials.count { $0.state == .running || $0.state == .waiting }
        let failed = search.trials.count { $0.state == .failed }
        let count = search.trials.count
        var line = StyledLine("\(count) trial\(count == 1 ? "" : "s")", .foreground)
        if search.isRunning, open > 0 { line = StyledLine("Search runs", .info) }
        if let filter = context.model.board.filter {
            line = StyledLine("/\(filter.text): \(shown) of \(search.listedRuns.count)", .info)
        }
        if !context.model.board.marks.isEmpty { line.add(" · ◆ \(context.model.board.marks.count) marked", .info) }
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
}

extension Rect {
    var withoutLastLine: Rect { Rect(x: x, y: y, width: width, height: max(0, height - 1)) }
}
