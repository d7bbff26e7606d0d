import Domain
import Terminal

/// The leaderboard's last line: how many runs are shown of how many, and how the search goes.
struct LeaderboardSummary {
    private let line: StyledLine

    /// - Parameters:
    ///   - model: With the leaderboard's filter and marks.
    ///   - pipeline: The selected one.
    ///   - shown: Rows that the filter leaves.
    init(_ model: DashboardModel, _ pipeline: PipelineSnapshot, shown: Int) {
        let search = model.board.scope == .search ? pipeline.search : nil
        var line = Self.count(model.board, search, shown: shown)
        if !model.board.marks.isEmpty { line.add(" · ◆ \(model.board.marks.count) marked", .info) }
        if let search { line.add(Self.progress(search, pipeline)) }
        self.line = line
    }

    func draw(_ area: Rect, on canvas: inout Canvas) {
        canvas.write(line, x: area.x, y: area.y + area.height - 1, width: area.width)
    }

    private static func count(_ board: Board, _ search: SearchSnapshot?, shown: Int) -> StyledLine {
        let of = search.map { " of \(MetricText.count($0.listedRuns.count))" } ?? " run\(shown == 1 ? "" : "s")"
        if let filter = board.filter { return StyledLine("/\(filter.text): \(MetricText.count(shown))\(of)", .info) }
        guard let search else { return StyledLine("\(MetricText.count(shown))\(of)") }
        let isOpen = search.trials.contains { !$0.state.isOver }
        if search.isRunning, isOpen { return StyledLine("Search runs", .info) }
        let count = search.trials.count
        return StyledLine("\(count) trial\(count == 1 ? "" : "s")")
    }

    private static func progress(_ search: SearchSnapshot, _ pipeline: PipelineSnapshot) -> StyledLine {
        let open = search.trials.count { !$0.state.isOver }
        let failed = search.trials.count { $0.state == .failed }
        var line = StyledLine()
        if search.isRunning, let canary = pipeline.liveCanary {
            line.add(" · waits for canary \(canary.record.candidate)", .info)
        } else {
            let status = search.status.replacing("-", with: " ")
            line.add(" · \(status)", search.isRunning ? .info : .foreground)
        }
        if open > 0 { line.add(" · \(open) open", .muted) }
        if failed > 0 { line.add(" · \(failed) failed", .warn) }
        line.add(" · \(MetricText.fixed(search.cpuSeconds, places: 0)) s CPU", .muted)
        return line
    }
}
