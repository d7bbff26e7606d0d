import Domain
import Terminal

/// Candidate against champion: state, traffic, every comparison, every gate, and what would change the verdict.
enum CanaryPane {
    static func title(_ model: DashboardModel) -> StyledLine {
        var line = StyledLine("Canary", .title, .bold)
        guard let pipeline = model.pipeline else { return line }
        line.add("  \(pipeline.name)", .muted)
        guard let canary = pipeline.canary else { return line }
        line.add("  \(canary.record.candidate)", .candidate)
        line.add(" against ", .muted)
        line.add("\(canary.record.champion)", .champion)
        if canary.record.isDrill { line.add("  drill", .badgeReadOnly) }
        return line
    }

    static func draw(_ context: PaneContext, on canvas: inout Canvas) {
        guard let canary = context.pipeline?.canary else {
            context.sayEmpty(
                "No canary yet: the best trial of a search appears here when its gates are run, "
                    + "and then takes the traffic step by step.", on: &canvas)
            return
        }
        let lines = CanaryLine.lines(of: canary, width: context.area.width)
        let shown = fitting(lines, height: context.area.height, from: context.row)
        for (index, line) in shown.enumerated() {
            let area = Rect(x: context.area.x, y: context.area.y + index, width: context.area.width, height: 1)
            CanaryLineDrawing(canary: canary, area: area, now: context.pipeline?.streamTime).draw(line, on: &canvas)
        }
        if let last = shown.last, let place = lines.lastIndex(of: last) {
            context.sayMore(lines[(place + 1)...].count { $0 != .blank }, on: &canvas)
        }
    }

    /// Lines that the pane's scrolling counts.
    static func lineCount(of pipeline: PipelineSnapshot?) -> Int {
        pipeline?.canary.map { CanaryLine.lines(of: $0, width: 80).count } ?? 0
    }

    /// All lines where they fit, else the blank ones go first, then the scrolling decides.
    private static func fitting(_ lines: [CanaryLine], height: Int, from row: Int) -> ArraySlice<CanaryLine> {
        guard lines.count > height else { return lines[...] }
        var dense = lines
        let dispensables = [CanaryLine.blank, .championRecipe, .candidateRecipe, .scale, .observed]
        for dispensable in dispensables where dense.count > height {
            dense.removeAll { $0 == dispensable }
        }
        let first = min(row, max(0, dense.count - height))
        return dense[first...].prefix(height)
    }
}
