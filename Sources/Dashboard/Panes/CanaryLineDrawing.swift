import Domain
import Terminal

/// Draws one line of the canary pane.
struct CanaryLineDrawing {
    static let nameWidth = 11
    static let valueWidth = 6
    /// A split that is less likely holds the canary.
    private static let oddSplit = 0.001

    let canary: CanarySnapshot
    let area: Rect
    /// Stream time; nil where nobody knows it.
    var now: Timestamp?

    private var verdictWidth: Int { area.width >= 60 ? 13 : area.width >= 44 ? 8 : 6 }

    func draw(_ line: CanaryLine, on canvas: inout Canvas) {
        switch line {
        case .state: drawState(on: &canvas)
        case .weight: drawWeight(on: &canvas)
        case .scale: drawScale(on: &canvas)
        case .candidateRecipe: write(recipe(canary.record.candidate, canary.candidateSummary, .candidate), on: &canvas)
        case .championRecipe: write(recipe(canary.record.champion, canary.championSummary, .champion), on: &canvas)
        case .heading: drawHeading(on: &canvas)
        case .comparison(let comparison): draw(comparison, on: &canvas)
        case .gate(let gate): draw(gate, on: &canvas)
        case .reason(let sentence): write(StyledLine(sentence, .crit), on: &canvas)
        case .guardrail(let state, let count): draw(state, of: count, on: &canvas)
        case .observed: drawObserved(on: &canvas)
        case .race(let race): write(StyledLine(race.text, .candidate), on: &canvas)
        case .labels(let coverage): drawLabels(coverage, on: &canvas)
        case .warning(let sentence): write(StyledLine(sentence, .warn), on: &canvas)
        case .flips(let sentence): write(StyledLine(sentence, .annotation), on: &canvas)
        case .blank: break
        case .gridHeading, .gridRow, .gridSummary:
            guard let grid = canary.record.grid else { return }
            ReplayGridDrawing(grid: grid, canary: canary, area: area).draw(line, on: &canvas)
        }
    }

    private func write(_ line: StyledLine, on canvas: inout Canvas) {
        canvas.write(line, x: area.x, y: area.y, width: area.width)
    }

    private func drawState(on canvas: inout Canvas) {
        let pairs = canary.evidence.map { "\(MetricText.count($0.pairs)) \($0.counted)" } ?? ""
        let isStepping = canary.record.state.hasTraffic && canary.record.state != .baking
        let step = isStepping ? ", \(MetricText.count(canary.pairsInStep)) in this step" : ""
        let isRoomy = area.width >= 68
        let right = StyledLine(pairs.isEmpty ? "" : pairs + (isRoomy ? step : ""), .muted)
        let word = canary.stateWord
        let room = right.isEmpty ? area.width : area.width - right.columns - 2
        canvas.write(
            StyledLine("\(word.glyph) \(word.word)", word.role, .bold), x: area.x, y: area.y, width: room)
        canvas.writeRight(right, right: area.x + area.width, y: area.y, width: right.columns)
    }

    private var championLabel: String { "\(canary.record.champion) " }
    private var candidateLabel: String { " \(canary.record.candidate) \(MetricText.percent(canary.weight))" }

    /// The bar between the two labels; wide enough for the widest label so that it does not jump with the weight.
    private var bar: Rect {
        let left = championLabel.columns
        let right = max(candidateLabel.columns, " \(canary.record.candidate) 100 %".columns)
        return Rect(x: area.x + left, y: area.y, width: max(0, area.width - left - right), height: 1)
    }

    /// Columns of the bar that belong to the candidate, at its right end.
    private func columns(of share: Double) -> Int {
        min(bar.width, max(0, (share / 100 * Double(bar.width)).rounded().wholeNumber))
    }

    private func drawWeight(on canvas: inout Canvas) {
        let taken = min(bar.width, max(canary.weight > 0 ? 1 : 0, columns(of: canary.weight)))
        var line = StyledLine(championLabel, .champion)
        line.add(String(repeating: "█", count: bar.width - taken), .champion)
        line.add(String(repeating: "▒", count: taken), .candidate)
        line.add(candidateLabel, .candidate)
        write(line, on: &canvas)
    }

    /// The steps under the bar, as shares of the candidate; a caret before the one it stands at.
    private func drawScale(on canvas: inout Canvas) {
        var free = bar.x
        for step in canary.steps.sorted(by: >) {
            let isHere = abs(step - canary.weight) < 0.05
            let text = (isHere ? "▲" : "") + MetricText.percent(step).replacing(" %", with: "")
            let end = bar.x + bar.width - columns(of: step)
            let x = max(free, min(end, bar.x + bar.width - text.columns))
            guard x + text.columns <= bar.x + bar.width else { continue }
            canvas.write(
                text, x: x, y: area.y, width: text.columns, Style(isHere ? .candidate : .muted, isHere ? .bold : []))
            free = x + text.columns + 1
        }
    }

    /// A version with its recipe; both versions take the same room.
    private func recipe(_ version: ModelVersion, _ summary: String, _ role: Role) -> StyledLine {
        let width = max("\(canary.record.candidate)".columns, "\(canary.record.champion)".columns)
        return StyledLine("\(version) ".padded(to: width + 1), role) + StyledLine(summary, .muted)
    }

    var verdictColumn: Int { area.x + area.width - verdictWidth - 2 }

    /// Where the interval is drawn; nil where there is no room for a readable one.
    private var interval: Rect? {
        let left = area.x + Self.nameWidth + 2 * (Self.valueWidth + 1) + 1
        let width = verdictColumn - 2 - left
        return width >= 9 ? Rect(x: left, y: area.y, width: width, height: 1) : nil
    }

    private func drawHeading(on canvas: inout Canvas) {
        let first = area.x + Self.nameWidth
        canvas.writeRight(
            StyledLine("\(canary.record.champion)", .champion), right: first + Self.valueWidth, y: area.y,
            width: Self.valueWidth)
        canvas.writeRight(
            StyledLine("\(canary.record.candidate)", .candidate), right: first + 2 * Self.valueWidth + 1, y: area.y,
            width: Self.valueWidth)
        guard let interval, interval.width >= 16 else { return }
        let title = interval.width >= 30 ? "95 % interval, right is better" : "right is better"
        canvas.write(title, x: interval.x, y: area.y, width: interval.width, Style(.muted))
    }

    private func draw(_ comparison: CanarySnapshot.Comparison, on canvas: inout Canvas) {
        canvas.write(comparison.name, x: area.x, y: area.y, width: Self.nameWidth, Style(.foreground))
        var right = area.x + Self.nameWidth + Self.valueWidth
        for (value, role) in [(comparison.champion, Role.champion), (comparison.candidate, Role.candidate)] {
            canvas.writeRight(
                StyledLine(MetricText.amount(value), role), right: right, y: area.y, width: Self.valueWidth)
            right += Self.valueWidth + 1
        }
        if let interval { ComparisonInterval(comparison: comparison).draw(interval, on: &canvas) }
        drawVerdict(comparison.verdict, comparison.word, on: &canvas)
    }

    func drawVerdict(_ verdict: Verdict, _ word: String, on canvas: inout Canvas) {
        let state = verdict.state
        canvas.write(word, x: verdictColumn, y: area.y, width: verdictWidth, Style(state.role))
        canvas.write(state.glyph, x: area.x + area.width - 1, y: area.y, width: 1, Style(state.role, .bold))
    }

    /// Value against bound, then how many rows, then the sentence where the whole of it fits.
    ///
    /// What is a loss difference is shown as a gain, as everywhere on the screen: above 0 is better.
    private func draw(_ gate: GateResult, on canvas: inout Canvas) {
        let role: Role = gate.isBlocking ? .crit : .foreground
        let left = area.x + Self.nameWidth
        canvas.write(gate.gate.words, x: area.x, y: area.y, width: Self.nameWidth, Style(role))
        var line = StyledLine()
        if let value = gate.value, let bound = gate.bound {
            let (number, limit) = Self.texts(of: gate, value: value, bound: bound)
            canvas.writeRight(
                StyledLine(number, role), right: left + Self.valueWidth, y: area.y, width: Self.valueWidth)
            line.add("\(limit.padded(to: 7)) ", role)
        }
        let room = verdictColumn - 2 - (left + Self.valueWidth + 1)
        let count = "n \(MetricText.count(gate.count))"
        if line.columns + count.columns <= room { line.add(count, .muted) }
        if !gate.isBlocking, line.columns + 2 + gate.detail.columns <= room { line.add("  \(gate.detail)", .muted) }
        canvas.write(line, x: left + Self.valueWidth + 1, y: area.y, width: room)
        drawVerdict(gate.verdict, gate.isRequired ? gate.verdict.state.word : "advisory", on: &canvas)
    }

    private static func texts(of gate: GateResult, value: Double, bound: Double) -> (number: String, limit: String) {
        let sign = value <= bound ? "≤" : ">"
        return switch gate.gate.unit {
        case .lossDifference: (MetricText.gain(-value), "\(value <= bound ? "≥" : "<") \(MetricText.gain(-bound))")
        case .milliseconds: (MetricText.short(value), "\(sign) \(MetricText.short(bound)) ms")
        case .share:
            (
                MetricText.share(value),
                "\(gate.gate == .data ? value >= bound ? "≥" : "<" : sign) \(MetricText.share(bound))"
            )
        case .count: (MetricText.count(value.wholeNumber), "\(sign) \(MetricText.count(bound.wholeNumber))")
        }
    }

    /// The traffic as it is asked for and as it is seen, the chance that a true split looks so, and the time in this state.
    private func drawObserved(on canvas: inout Canvas) {
        canvas.write("split", x: area.x, y: area.y, width: Self.nameWidth, Style(.foreground))
        var parts = [
            "asked \(MetricText.percent(canary.weight))", "seen \(MetricText.percent(canary.observedShare ?? 0))",
        ]
        if let chance = canary.splitProbability { parts.append("p \(MetricText.share(chance, places: 2))") }
        parts.append(now.map { "for \(($0 - canary.since).ageText)" } ?? "since \(canary.since.shortText)")
        let room = verdictColumn - 2 - (area.x + Self.nameWidth + 1)
        while parts.count > 2, parts.joined(separator: ", ").columns > room { parts.removeLast() }
        canvas.write(
            parts.joined(separator: ", "), x: area.x + Self.nameWidth + 1, y: area.y, width: room, Style(.muted))
        guard let chance = canary.splitProbability else { return }
        let isOff = chance < Self.oddSplit
        drawVerdict(isOff ? .fail : .pass, isOff ? "off" : "pass", on: &canvas)
    }

    private func drawLabels(_ coverage: CanarySnapshot.LabelCoverage, on canvas: inout Canvas) {
        canvas.write("labels", x: area.x, y: area.y, width: Self.nameWidth, Style(.foreground))
        let shares = [coverage.champion, coverage.candidate].map { MetricText.percent($0 * 100) }
        let lags = [coverage.championLagSeconds, coverage.candidateLagSeconds].compactMap { $0 }
            .map { TimeSpan.seconds($0).ageText }
        let lag = lags.count == 2 ? ", after \(lags[0]) and \(lags[1])" : ""
        let text = "\(shares[0]) and \(shares[1]) at the age of \(coverage.age)"
        let room = area.width - Self.nameWidth - 1
        canvas.write(
            (text + lag).columns <= room ? text + lag : text, x: area.x + Self.nameWidth + 1, y: area.y, width: room,
            Style(.muted))
    }
}
