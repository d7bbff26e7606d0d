import Domain
import Terminal

/// The selected pipeline in words, under the rows of all: what serves, how well, and what goes on around it.
enum FleetPane {
    static func title(_ model: DashboardModel) -> StyledLine {
        let line = StyledLine("Fleet", .title, .bold)
        return model.pipeline.map { line + StyledLine("  \($0.name)", .muted) } ?? line
    }

    static func draw(_ context: PaneContext, on canvas: inout Canvas) {
        guard let pipeline = context.pipeline else {
            context.sayEmpty("No pipeline yet: each file in pipelines/ appears here with its first row.", on: &canvas)
            return
        }
        var y = context.area.y
        for (name, line) in facts(pipeline) {
            guard y < context.area.y + context.area.height else { break }
            canvas.write(name, x: context.area.x, y: y, width: 11, Style(.muted))
            canvas.write(line, x: context.area.x + 12, y: y, width: context.area.width - 12)
            y += 1
        }
        context.sayMore(facts(pipeline).count - context.area.height, on: &canvas)
    }

    private static func facts(_ pipeline: PipelineSnapshot) -> [(String, StyledLine)] {
        let task = pipeline.task
        let champion = pipeline.champion
        var details = StyledLine()
        for (index, detail) in pipeline.details.enumerated() {
            details.add("\(index > 0 ? "   " : "")\(detail.name) ", .muted)
            details.add(MetricText.amount(detail.value))
        }
        var baselines = StyledLine("no change ", .muted)
        baselines.add(MetricText.metric(pipeline.noChange, task))
        baselines.add(task.higherIsBetter ? "   majority " : "   mean ", .muted)
        baselines.add(MetricText.metric(pipeline.constantBaseline, task))
        baselines.add("   first champion ", .muted)
        baselines.add(MetricText.metric(pipeline.ghost, task))
        var rows = StyledLine(
            "\(MetricText.count(pipeline.events)) seen, \(MetricText.count(pipeline.labelled)) labelled")
        rows.add(", \(MetricText.count(pipeline.quarantined)) quarantined", pipeline.quarantined > 0 ? .warn : .muted)
        var labels = StyledLine()
        if let mark = pipeline.labels.watermark {
            let share = MetricText.percent(pipeline.labels.complete * 100)
            labels.add("\(share) here to \(mark.yearText) \(mark.clockText)")
            if let realised = pipeline.labels.realised {
                labels.add(", \(task.metricName) \(MetricText.metric(realised, task)) up to there")
            }
        }
        if let audit = pipeline.labels.audit?.estimate {
            let words = [audit.value, audit.low, audit.high].map { MetricText.metric($0, task) }
            labels.add("\(labels.isEmpty ? "" : ", ")audited \(words[0]) (\(words[1]) to \(words[2]))")
        }
        for (count, word) in [
            (pipeline.labels.implied, "implied"), (pipeline.labels.late, "late"),
            (pipeline.labels.conflicts, "in conflict"),
            (pipeline.labels.orphans, "without a prediction"),
        ] where count > 0 { labels.add("\(labels.isEmpty ? "" : ", ")\(MetricText.count(count)) \(word)", .muted) }
        let wheel = "▲ \(pipeline.promotions) promoted   ▼ \(pipeline.rollbacks) rolled back"
        return [
            ("state", pipeline.health.state.line + StyledLine(", \(pipeline.stage.rawValue)", .muted)),
            (task.metricName, StyledLine(MetricText.metric(pipeline.served, task), .champion, .bold)),
            ("baselines", baselines), ("details", details),
            (
                "champion",
                StyledLine("\(champion.version) ", .champion)
                    + StyledLine("\(champion.summary), \(champion.updates.rawValue)")
            ),
            ("since", StyledLine(champion.since.yearText)), ("wheel", StyledLine(wheel)), ("rows", rows),
        ] + (labels.isEmpty ? [] : [("labels", labels)]) + [
            ("stream", StyledLine("\(pipeline.streamTime.yearText) \(pipeline.streamTime.clockText)")),
            ("source", StyledLine(pipeline.sourceStatus)), ("automation", automation(pipeline.automation)),
        ]
    }

    private static func automation(_ automation: Automation) -> StyledLine {
        switch automation {
        case .on: StyledLine("✓ on", .ok)
        case .off(let user, let since): StyledLine("AUTO OFF by \(user) since \(since.shortText)", .warn)
        }
    }
}
