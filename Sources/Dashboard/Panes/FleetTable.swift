import Domain
import Terminal

/// One row a pipeline: state, metric with its shape, champion, what goes on, alerts, speed.
struct FleetTable {
    let model: DashboardModel

    /// Draws the rows around the selected one; without a focus mark where the strip only informs.
    func draw(_ area: Rect, titled: Bool, on canvas: inout Canvas) {
        let pipelines = model.pipelines
        guard !pipelines.isEmpty else {
            canvas.write(
                "No pipeline yet: each file in pipelines/ appears here with its first row.", x: area.x + 1, y: area.y,
                width: area.width - 2, Style(.muted))
            return
        }
        let table = table(pipelines, width: area.width).prepared(for: canvas)
        let inner = area.width - 3
        let slots = table.slots(width: inner, withTitles: titled)
        var y = area.y
        if titled {
            table.drawTitles(slots, x: area.x + 2, y: y, width: inner, on: &canvas)
            y += 1
        }
        let height = area.y + area.height - y
        let marked = pipelines.firstIndex { $0.name == model.selected } ?? 0
        let first = Self.firstRow(marked: marked, of: pipelines.count, height: height)
        for index in first..<min(pipelines.count, first + height) {
            if index == marked, pipelines.count > 1 {
                canvas.write(
                    "▸", x: area.x, y: y, width: 1, Style(model.focus == .fleet ? .borderFocus : .muted))
            }
            table.drawRow(index, slots, x: area.x + 2, y: y, width: inner, on: &canvas)
            y += 1
        }
    }

    /// The first of `count` rows that is shown on `height` lines so that the marked one is among them.
    static func firstRow(marked: Int, of count: Int, height: Int) -> Int {
        min(max(0, marked - height / 2), max(0, count - height))
    }

    /// Below 100 columns each column has one width, whatever stands in it, so that nothing moves sideways.
    private func table(_ pipelines: [PipelineSnapshot], width: Int) -> TextTable {
        let isWide = width >= 100
        let longest = pipelines.map(\.name.rawValue.columns).max() ?? 0
        let name = isWide ? (width >= 150 ? 40 : 24) : min(14, max(8, longest))
        func column(
            _ title: String, _ alignment: TextTable.Column.Alignment = .left, rank: Int = 0, fixed: Int,
            atMost maximum: Int = 60
        ) -> TextTable.Column {
            TextTable.Column(
                isWide ? title : "", alignment, rank: rank, minimum: fixed, maximum: isWide ? maximum : fixed)
        }
        let columns = [
            TextTable.Column("", minimum: 1), TextTable.Column("pipeline", minimum: min(8, name), maximum: name),
            column("metric", rank: 8, fixed: 3), column("", .right, fixed: 5),
            column("", rank: 5, fixed: isWide ? 0 : 8),
            column("champion", rank: 3, fixed: 16), column("now", fixed: width >= 64 ? 14 : 12, atMost: 30),
            TextTable.Column("next trigger", rank: 10, minimum: 12, maximum: width >= 150 ? 40 : 18),
            column("gains", rank: isWide ? 11 : 7, fixed: isWide ? 5 : 2),
            column("alerts", rank: 2, fixed: isWide ? 6 : 3),
            TextTable.Column("lag", .right, rank: 9), column("rows/s", .right, rank: 4, fixed: 5),
        ]
        var table = TextTable(columns: columns, gap: width < 90 ? 1 : 2)
        table.rows = pipelines.map { row($0, width: width) }
        if !isWide { table.rows = table.rows.map { cells in withoutDetails(cells) } }
        return table
    }

    /// Below 100 columns trigger and label lag stand in panes only.
    private func withoutDetails(_ cells: [StyledLine]) -> [StyledLine] {
        cells.enumerated().map { index, cell in index == 7 || index == 10 ? StyledLine() : cell }
    }

    private func row(_ pipeline: PipelineSnapshot, width: Int) -> [StyledLine] {
        let isWide = width >= 100
        let spark = width >= 150 ? 16 : isWide ? 10 : 8
        let state = pipeline.health.state
        let isSelected = pipeline.name == model.selected
        let line = SparkText.of(
            pipeline.points.map(\.served), before: pipeline.pointsBefore, each: 10, width: spark)
        let metric = pipeline.task.metricName == "accuracy" && width < 150 ? "acc" : pipeline.task.metricName
        let rate = pipeline.eventsPerSecond
        let most = isWide ? 100_000.0 : 1_000
        let speed =
            rate >= most ? "\(MetricText.count((rate / 1_000).wholeNumber))k" : MetricText.count(rate.wholeNumber)
        return [
            StyledLine(state.glyph, state.role),
            StyledLine(pipeline.name.rawValue, .foreground, isSelected ? .bold : []),
            StyledLine(metric, .muted), StyledLine(MetricText.metric(pipeline.served, pipeline.task)),
            StyledLine(line, .champion),
            champion(pipeline), doing(pipeline, isWide: isWide),
            nextTrigger(pipeline), StyledLine("▲\(pipeline.promotions)", pipeline.promotions > 0 ? .ok : .muted),
            alerts(pipeline), StyledLine(pipeline.labelDelay.ageText, .muted),
            StyledLine(isWide ? speed : "\(speed)/s", .muted),
        ]
    }

    private func champion(_ pipeline: PipelineSnapshot) -> StyledLine {
        let champion = pipeline.champion
        let age = (pipeline.streamTime - champion.since).ageText
        let padding = String(repeating: " ", count: max(0, 5 - age.columns))
        if champion.unverified != nil { return StyledLine("\(champion.version) ") + StyledLine("unverified", .warn) }
        return StyledLine("\(champion.version) \(champion.updates.rawValue.padded(to: 6))")
            + StyledLine(" \(padding)\(age)", .muted)
    }

    private func doing(_ pipeline: PipelineSnapshot, isWide: Bool) -> StyledLine {
        if pipeline.health == .silent { return StyledLine("silent", .unknown) }
        if let canary = pipeline.liveCanary { return doing(canary) }
        if case .off(let user, _) = pipeline.automation {
            return StyledLine(isWide ? "AUTO OFF by \(user)" : "AUTO OFF", .warn)
        }
        if let search = pipeline.search, search.isRunning { return StyledLine(doing(search, isWide: isWide), .info) }
        switch pipeline.health {
        case .critical: return StyledLine("critical", .crit)
        case .warning: return StyledLine("warning", .warn)
        case .healthy, .needsYou, .silent: return StyledLine(pipeline.stage.rawValue, .muted)
        }
    }

    private func doing(_ search: SearchSnapshot, isWide: Bool) -> String {
        let done = search.trials.count { $0.state == .completed || $0.state == .failed }
        guard done == search.trials.count else { return "trial \(done) of \(search.trials.count)" }
        let isRefitting = search.runs.contains { $0.kind == .refit && ($0.state == .waiting || $0.state == .running) }
        return isWide ? search.status : isRefitting ? "retrains best" : "search ends"
    }

    private func doing(_ canary: CanarySnapshot) -> StyledLine {
        let version = canary.record.candidate
        if canary.record.isDrill, canary.record.state != .baking {
            return StyledLine("drill \(version) \(MetricText.percent(canary.weight))", .badgeReadOnly)
        }
        switch canary.record.state {
        case .created, .validating: return StyledLine("gates of \(version)", .info)
        case .awaitingStart: return StyledLine("\(version) waits to start", .warn)
        case .warming: return StyledLine("\(version) warms up", .info)
        case .ramping: return StyledLine("canary \(version) \(MetricText.percent(canary.weight))", .candidate)
        case .held: return StyledLine("\(version) held \(MetricText.percent(canary.weight))", .warn)
        case .awaitingPromotion: return StyledLine("\(version) waits \(MetricText.percent(canary.weight))", .warn)
        case .promoting: return StyledLine("\(version) takes over", .info)
        case .baking: return StyledLine("\(version) bakes", .info)
        case .errored: return StyledLine("\(version) at fault", .crit)
        case .rollingBack: return StyledLine("\(version) rolls back", .warn)
        case .rejected, .promoted, .rolledBack, .superseded, .cancelled: return StyledLine("serving", .muted)
        }
    }

    private func nextTrigger(_ pipeline: PipelineSnapshot) -> StyledLine {
        if case .off = pipeline.automation { return StyledLine("automation off", .warn) }
        guard let trigger = pipeline.triggers.first(where: \.isLive) else { return StyledLine("–", .muted) }
        guard trigger.whyNotNow.isEmpty else { return StyledLine("\(trigger.kind) \(trigger.whyNotNow)", .muted) }
        if let canary = pipeline.liveCanary { return StyledLine("after canary \(canary.record.candidate)", .muted) }
        return StyledLine(pipeline.search?.isRunning == true ? "after the search" : trigger.kind, .muted)
    }

    private func alerts(_ pipeline: PipelineSnapshot) -> StyledLine {
        let firing = pipeline.firing.count
        guard firing > 0 else { return StyledLine("–", .muted) }
        let role: Role = pipeline.unacknowledged.isEmpty ? .alertAcknowledged : .crit
        return StyledLine("◆ \(firing)", role)
    }
}
