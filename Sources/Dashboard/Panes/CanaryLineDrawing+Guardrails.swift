import Domain
import Terminal

/// The lines of the guardrails, each the worst of its kind.
extension CanaryLineDrawing {
    /// The candidate's distance from the limit that takes it out, then where that is.
    func draw(_ guardrail: GuardrailState, of count: Int, on canvas: inout Canvas) {
        let role: Role = guardrail.verdict == .fail ? .crit : .foreground
        let left = area.x + Self.nameWidth
        let (number, limit) = Self.texts(of: guardrail)
        canvas.write(Self.name(of: guardrail.kind), x: area.x, y: area.y, width: Self.nameWidth, Style(role))
        canvas.writeRight(StyledLine(number, role), right: left + Self.valueWidth, y: area.y, width: Self.valueWidth)
        var line = StyledLine("\(limit.padded(to: 7)) ", role)
        let more = guardrail.verdict == .inconclusive ? guardrail.needed : nil
        line.add(
            "n \(MetricText.count(guardrail.count))" + (more.map { ", \(MetricText.count($0)) more" } ?? ""), .muted)
        let room = verdictColumn - 2 - (left + Self.valueWidth + 1)
        let place = count > 1 ? "\(guardrail.subject), worst of \(count)" : guardrail.subject
        line.add("  " + (line.columns + 2 + place.columns <= room ? place : guardrail.subject), .muted)
        canvas.write(line, x: left + Self.valueWidth + 1, y: area.y, width: room)
        drawVerdict(guardrail.verdict, guardrail.word, on: &canvas)
    }

    private static func name(of kind: GuardrailState.Kind) -> String {
        switch kind {
        case .slices, .bias, .errors, .scores: "live \(kind.rawValue)"
        case .latency: "live times"
        }
    }

    /// What is a loss difference is shown as a gain, as everywhere on the screen.
    private static func texts(of guardrail: GuardrailState) -> (number: String, limit: String) {
        let isWithin = guardrail.value <= guardrail.limit
        guard guardrail.kind == .slices else {
            return (MetricText.share(guardrail.value), "\(isWithin ? "≤" : ">") \(MetricText.share(guardrail.limit))")
        }
        return (
            MetricText.gain(-guardrail.value), "\(isWithin ? "≥" : "<") \(MetricText.gain(-guardrail.limit))"
        )
    }
}
