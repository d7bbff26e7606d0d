import Domain
import Terminal

/// The served metric over stream time, with the first champion, the no-change answer and the candidate.
enum ChartPane {
    static func title(_ model: DashboardModel) -> StyledLine {
        guard let pipeline = model.pipeline else { return StyledLine("Chart", .title, .bold) }
        var line = StyledLine("\(pipeline.name)", .title, .bold)
        line.add("  \(pipeline.task.metricName)", .muted)
        let timeline = ChartTimeline(pipeline, pipeline.points[model.range.window(of: pipeline.points.count)])
        if let first = timeline.times.first, let last = timeline.times.last, timeline.points.count > 1 {
            line.add(", \(model.range.halvings > 0 ? "last " : "")\((last - first).ageText)", .muted)
        }
        if timeline.labelledThrough == nil, let mark = pipeline.labels.watermark,
            pipeline.streamTime - mark > .days(1)
        {
            line.add(", labelled to \(mark.shortText)", .muted)
        }
        if pipeline.health == .silent {
            line.add("   ○ silent: \(pipeline.sourceStatus)", .unknown)
        } else if pipeline.sourceStatus != "replaying", !pipeline.sourceStatus.isEmpty {
            line.add("   \(pipeline.sourceStatus)", .info)
        }
        return line
    }

    static func draw(_ context: PaneContext, on canvas: inout Canvas) {
        guard let pipeline = context.pipeline else {
            context.sayEmpty("No pipeline yet: its metric appears here with the first labels.", on: &canvas)
            return
        }
        let timeline = ChartTimeline(
            pipeline, pipeline.points[context.model.range.window(of: pipeline.points.count)])
        let lines = ChartLine.lines(of: pipeline, timeline)
        let hasLegend = context.area.height >= 6
        let area = hasLegend ? context.area.withoutLastLine : context.area
        let chart = ChartDrawing(
            lines: lines, times: timeline.times, marks: pipeline.marks,
            scaledFrom: timeline.points.firstIndex(where: \.isAnswered) ?? 0,
            labelledThrough: timeline.labelledThrough, area: area)
        guard let chart else {
            let wait = pipeline.labelDelay.ageText
            context.sayEmpty(
                "No points yet: the \(pipeline.task.metricName) appears here with the first labels, which come "
                    + "\(wait) after their rows.", on: &canvas)
            return
        }
        chart.draw(on: &canvas)
        guard hasLegend else { return }
        let light = timeline.labelledThrough == nil ? nil : pipeline.labels.estimate.map(TrustLight.init)
        drawLegend(lines, light, pipeline, context, on: &canvas)
    }

    /// What the lines and marks are, and how far the served metric moved.
    private static func drawLegend(
        _ lines: [ChartLine], _ light: TrustLight?, _ pipeline: PipelineSnapshot, _ context: PaneContext,
        on canvas: inout Canvas
    ) {
        let area = context.area
        let numbers = numbers(lines, pipeline.task)
        let room = area.width - (numbers.columns > 0 && area.width >= 90 ? numbers.columns + 3 : 0)
        let kinds = [ChartMark.Kind.promotion, .rollBack, .alert, .trigger, .canaryStart].filter { kind in
            pipeline.marks.contains { $0.kind == kind }
        }
        let shown = lines.reversed().filter { light == nil || $0.name != ChartLine.estimatedName }
        let full = legend(shown.map { ($0, $0.name) }, light?.line(isShort: false), kinds, gap: 3, room: .max)
        let short = legend(shown.map { ($0, $0.shortName) }, light?.line(isShort: true), kinds, gap: 2, room: room)
        let legend = canvas.prepared(full).columns <= room ? full : short
        let y = area.y + area.height - 1
        canvas.write(legend, x: area.x, y: y, width: room)
        guard room < area.width else { return }
        canvas.writeRight(numbers, right: area.x + area.width, y: y, width: numbers.columns)
    }

    /// The entries that fit, whole ones only.
    private static func legend(
        _ lines: [(line: ChartLine, name: String)], _ light: StyledLine?, _ kinds: [ChartMark.Kind], gap: Int, room: Int
    ) -> StyledLine {
        let named =
            lines.map { StyledLine($0.line.pattern.sample, $0.line.role) + StyledLine(" \($0.name)", .muted) }
        let marks = kinds.map { StyledLine($0.glyph, $0.role) + StyledLine(" \($0.words)", .muted) }
        let entries = named.prefix(1) + (light.map { [$0] } ?? []) + named.dropFirst() + marks
        var legend = StyledLine()
        for entry in entries {
            let blanks = StyledLine(String(repeating: " ", count: legend.isEmpty ? 0 : gap))
            if legend.columns + blanks.columns + entry.columns <= room { legend.add(blanks + entry) }
        }
        return legend
    }

    private static func numbers(_ lines: [ChartLine], _ task: LearningTask) -> StyledLine {
        let values = lines.last { $0.name == "served" || $0.name == "baseline" }?.values.compactMap { $0 } ?? []
        guard let now = values.last, let first = values.first, let low = values.min(), let high = values.max() else {
            return StyledLine()
        }
        var line = StyledLine("min ", .muted)
        line.add(MetricText.metric(low, task))
        line.add("  max ", .muted)
        line.add(MetricText.metric(high, task))
        line.add("  change ", .muted)
        line.add((now > first ? "+" : "") + MetricText.metric(now - first, task))
        return line
    }
}

extension ChartMark.Kind {
    var words: String {
        switch self {
        case .promotion: "promoted"
        case .rollBack: "rolled back"
        case .alert: "alert"
        case .trigger: "trigger"
        case .canaryStart: "canary"
        case .drill: "drill"
        }
    }
}
