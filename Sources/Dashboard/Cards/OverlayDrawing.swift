import Domain
import Terminal

/// Draws what lies over the panes.
struct OverlayDrawing {
    let model: DashboardModel

    func draw(_ overlay: Overlay, in screen: Rect, on canvas: inout Canvas) {
        switch overlay {
        case .help(let sheet): HelpDrawing(sheet: sheet).draw(in: screen, on: &canvas)
        case .palette(let field): drawCompletions(field, in: screen, on: &canvas)
        case .filter: break
        case .condition(let line): ConditionPanel(line: line).draw(in: screen, on: &canvas)
        case .reason(let name, let field): reasonCard(name, field).draw(in: screen, on: &canvas)
        case .approve(let card): approveCard(card).draw(in: screen, on: &canvas)
        case .rollBack(let card): rollBackCard(card).draw(in: screen, on: &canvas)
        case .stopSearch(let card): stopSearchCard(card).draw(in: screen, on: &canvas)
        case .extend(let name, let field): extendCard(name, field).draw(in: screen, on: &canvas)
        case .run(let sheet): drawRun(sheet, in: screen, on: &canvas)
        case .compare(let sheet): drawComparison(sheet, in: screen, on: &canvas)
        case .explanation(let sheet): drawExplanation(sheet, in: screen, on: &canvas)
        case .quit: quitCard.draw(in: screen, on: &canvas)
        case .why(let name, let scroll): drawWhy(name, scroll, in: screen, on: &canvas)
        case .quarantine(let name, let scroll): drawQuarantine(name, scroll, in: screen, on: &canvas)
        case .predictions(let name, let row):
            PredictionsSheet(pipeline: pipeline(name), name: name, row: row).draw(in: screen, on: &canvas)
        }
    }

    var hints: [Hint] { model.hints(arrow: "→") }

    func pipeline(_ name: PipelineName) -> PipelineSnapshot? {
        model.snapshot.pipelines.first { $0.name == name }
    }

    private func approveCard(_ card: ApproveCard) -> CardFrame {
        let pipeline = pipeline(card.pipeline)
        var lines: [StyledLine] = []
        if !card.notice.isEmpty { lines += [StyledLine("! \(card.notice)", .warn), StyledLine()] }
        if let pipeline, let canary = pipeline.canary { lines += evidence(canary, in: pipeline) }
        lines.append(StyledLine())
        switch card.phase {
        case .typing(let field):
            lines.append(
                StyledLine("Type \(pipeline?.approvalWord ?? ""), then Enter: ", .muted)
                    + BottomLines.typed("", field))
        case .counting(let end):
            let left = (end - model.now).countdownText
            lines.append(StyledLine("Approves in \(left)", .warn, .bold) + StyledLine("   u stops it", .muted))
        }
        let word = pipeline?.canary.map { "\($0.record.candidate)" } ?? ""
        return CardFrame(title: "Approve \(word) of \(card.pipeline)?", role: .warn, lines: lines, keys: hints)
    }

    /// What would change, on which evidence, and how old that is.
    private func evidence(_ canary: CanarySnapshot, in pipeline: PipelineSnapshot) -> [StyledLine] {
        var lines: [StyledLine] = []
        let versions = [canary.record.champion, canary.record.candidate].map { "\($0)" }
        let width = versions.map(\.columns).max() ?? 0
        lines.append(
            StyledLine("champion   \(versions[0].padded(to: width))  \(canary.championSummary)", .champion))
        lines.append(
            StyledLine("candidate  \(versions[1].padded(to: width))  \(canary.candidateSummary)", .candidate))
        lines.append(StyledLine())
        for comparison in canary.comparisons {
            var line = StyledLine(comparison.name.padded(to: 11))
            line.add(MetricText.amount(comparison.champion).padded(to: 7), .champion)
            line.add("→ ", .muted)
            line.add(MetricText.amount(comparison.candidate).padded(to: 7), .candidate)
            line.add("\(comparison.verdict.state.glyph) \(comparison.word)", comparison.verdict.state.role)
            lines.append(line)
        }
        let measured = canary.record.gates.filter { $0.isRequired || $0.verdict != .inconclusive }
        let passed = measured.count { $0.verdict == .pass }
        lines.append(
            StyledLine("gates".padded(to: 11)) + StyledLine("\(passed) of \(measured.count) passed"))
        if let evidence = canary.evidence {
            let state = (pipeline.streamTime - canary.since).ageText
            let newest = evidence.through.map { ", the newest \((pipeline.streamTime - $0).ageText) old" } ?? ""
            let count = "\(MetricText.count(evidence.pairs)) \(evidence.counted)"
            lines.append(
                StyledLine("evidence".padded(to: 11))
                    + StyledLine("\(count)\(newest), \(state) in this state"))
        }
        lines.append(StyledLine("then".padded(to: 11)) + StyledLine(consequence(canary)))
        return lines
    }

    private func consequence(_ canary: CanarySnapshot) -> String {
        let next = canary.steps.sorted().first { $0 > canary.weight }
        if case .awaitingStart = canary.record.state {
            return "\(canary.record.candidate) warms up, then its ramp begins"
        }
        if case .awaitingPromotion = canary.record.state { return takesAll(canary) }
        guard let next, next < 100 else { return takesAll(canary) }
        return "\(canary.record.candidate) gets \(MetricText.percent(next)) of the traffic"
    }

    private func takesAll(_ canary: CanarySnapshot) -> String {
        "\(canary.record.candidate) serves all; \(canary.record.champion) stays warm"
    }

    private func rollBackCard(_ card: RollBackCard) -> CardFrame {
        let canary = pipeline(card.pipeline)?.canary
        var lines: [StyledLine] = []
        let weight = canary.map { MetricText.percent($0.weight) } ?? "0 %"
        let width = max("\(card.candidate)".columns, "\(card.champion)".columns)
        func line(_ word: String, _ version: ModelVersion, _ role: Role, _ summary: String?) -> StyledLine {
            StyledLine("\(word)  \("\(version)".padded(to: width))", role) + StyledLine("  \(summary ?? "")", .muted)
        }
        lines.append(line("goes ", card.candidate, .candidate, canary?.candidateSummary))
        lines.append(line("comes", card.champion, .champion, canary?.championSummary))
        lines.append(StyledLine("moves  \(weight) of the traffic", .muted))
        lines.append(StyledLine())
        lines.append(StyledLine("\(card.champion), the last one promoted, is warm: instant."))
        lines.append(StyledLine("Automation pauses until you resume it (P).", .muted))
        return CardFrame(
            title: "Roll back \(card.candidate)→\(card.champion) of \(card.pipeline)?", role: .crit, lines: lines,
            keys: hints)
    }

    private func reasonCard(_ name: PipelineName, _ field: TextField) -> CardFrame {
        let trials = pipeline(name)?.search?.trials.count
        var lines = [StyledLine("Why? It goes to the audit log."), StyledLine()]
        if let trials { lines[0].add(" The last search had \(trials) trials.", .muted) }
        lines.append(BottomLines.typed("reason ", field))
        return CardFrame(title: "Retrain \(name) now?", role: .info, lines: lines, keys: hints)
    }

    private var quitCard: CardFrame {
        let working = model.newest.pipelines.filter(\.isAtWork).map(\.name.rawValue).joined(separator: ", ")
        var lines = [StyledLine("The engine runs in this program and stops with it.")]
        if model.session.answersCallers { lines.append(StyledLine("Callers get no answers until it is back.", .warn)) }
        if !working.isEmpty {
            lines.append(StyledLine("In progress: \(working). Nothing is lost; it goes on at the next start.", .muted))
        }
        return CardFrame(title: "Quit?", role: .warn, lines: lines, keys: hints)
    }

    private func drawWhy(_ name: PipelineName, _ scroll: Int, in screen: Rect, on canvas: inout Canvas) {
        let sheet = WhySheet(pipeline(name), screen: Size(columns: screen.width, rows: screen.height))
        let first = min(scroll, sheet.lastScroll)
        var lines = sheet.lines.dropFirst(first).prefix(sheet.height).map { StyledLine($0) }
        let below = sheet.lines.count - first - lines.count
        if sheet.lastScroll > 0 {
            lines.append(StyledLine(below > 0 ? "… \(below) more, j scrolls" : "the end", .muted))
        }
        CardFrame(title: "Why \(name)", role: .title, lines: lines, keys: hints).draw(in: screen, on: &canvas)
    }

    private func drawQuarantine(_ name: PipelineName, _ scroll: Int, in screen: Rect, on canvas: inout Canvas) {
        let rows = pipeline(name)?.quarantine ?? []
        let frame = PaneFrame(
            title: StyledLine("Quarantine", .title, .bold) + StyledLine("  \(name)", .muted), badge: "", isFocused: true
        )
        canvas.fill(screen, Style(.foreground))
        let inside = frame.draw(screen, on: &canvas)
        guard !rows.isEmpty else {
            canvas.write(
                "No row is in quarantine.", x: inside.x, y: inside.y, width: inside.width, Style(.muted))
            return
        }
        let table = DataPane.table(rows).prepared(for: canvas)
        let slots = table.slots(width: inside.width, withTitles: true)
        table.drawTitles(slots, x: inside.x, y: inside.y, width: inside.width, on: &canvas)
        let height = max(0, inside.height - 3)
        let first = min(scroll, max(0, rows.count - height))
        for (index, row) in (first..<min(rows.count, first + height)).enumerated() {
            table.drawRow(
                row, slots, x: inside.x, y: inside.y + 1 + index, width: inside.width, on: &canvas)
        }
        let below = rows.count - first - height
        if below > 0 {
            canvas.write(
                " … \(below) more ", x: inside.x, y: inside.y + inside.height, width: inside.width, Style(.muted))
        }
        let wanted = rows.first { $0.state == .quarantined }?.row.number
        let example = wanted.map { ":release \($0) puts a row back, :drop \($0) drops it for good." } ?? ""
        canvas.write(
            example, x: inside.x, y: inside.y + inside.height - 1, width: inside.width, Style(.muted))
    }

    /// The completions of the `:` line, just above the hints.
    private func drawCompletions(_ field: TextField, in screen: Rect, on canvas: inout Canvas) {
        let completions = model.completions(of: field.text)
        let height = min(max(0, screen.height - 2), completions.count)
        guard height > 0 else { return }
        let bottom = screen.y + screen.height
        let area = Rect(x: screen.x, y: bottom - height - 2, width: screen.width, height: height + 2)
        canvas.fill(area, Style(.foreground))
        let frame = PaneFrame(title: StyledLine("Commands", .title, .bold), badge: "Tab completes", isFocused: true)
        let inside = frame.draw(area, on: &canvas)
        for (index, text) in completions.prefix(inside.height).enumerated() {
            let command = PaletteCommand.all.first { $0.name == text }
            canvas.write(
                command?.usage ?? text, x: inside.x, y: inside.y + index, width: min(22, inside.width), Style(.key))
            canvas.write(
                command?.help ?? "", x: inside.x + 24, y: inside.y + index, width: inside.width - 24, Style(.muted))
        }
    }
}
