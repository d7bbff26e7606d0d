import Domain
import Terminal

/// The line that is never dropped: the most urgent need with its keys.
struct AttentionLine {
    let model: DashboardModel

    func draw(_ area: Rect, on canvas: inout Canvas) {
        let width = area.width - 2
        canvas.write(line(width, canvas), x: area.x + 1, y: area.y, width: width)
    }

    private func line(_ width: Int, _ canvas: Canvas) -> StyledLine {
        if let problem = model.snapshot.problem { return StyledLine("✗ \(problem)", .crit) }
        guard
            let need = model.snapshot.needs.first(where: { $0.pipeline == model.selected })
                ?? model.snapshot.needs.first
        else { return calm }
        var line = StyledLine("! ", .warn, .bold)
        line.add("\(need.pipeline): \(need.text)", .warn)
        line = canvas.prepared(line)
        let hints = canvas.prepared(hints(for: need))
        let short = hints.map { Hint(key: $0.key, words: $0.short, short: $0.short) }
        let fitting = [hints, short].lazy.map(Self.keys).first { line.columns + 3 + $0.columns <= width }
        guard let fitting, !fitting.isEmpty else { return line }
        return line + StyledLine("   ") + fitting
    }

    private var calm: StyledLine {
        let silent = model.pipelines.filter { $0.health == .silent }
        guard let first = silent.first else {
            guard model.openWarnings > 0 else { return StyledLine("✓ Nothing needs you.", .muted) }
            return StyledLine("◆ \(model.warningsText) open", .alertAcknowledged)
                + StyledLine("; nothing needs you now.", .muted)
        }
        return StyledLine("○ \(first.name) is silent: \(first.sourceStatus)", .unknown)
    }

    private func hints(for need: Need) -> [Hint] {
        guard model.overlay == nil else { return [] }
        guard need.pipeline == model.selected else { return [Hint(key: "!", words: "go there", short: "go")] }
        let wanted: [String]
        switch need.kind {
        case .approval: wanted = ["A", "B"]
        case .held: wanted = ["H", "B"]
        case .alert: wanted = ["a"]
        }
        return model.hints(arrow: "→").filter { wanted.contains($0.key) }
    }

    /// Keys with what they do, two blanks apart.
    static func keys(_ hints: [Hint]) -> StyledLine {
        var line = StyledLine()
        for (index, hint) in hints.enumerated() {
            if index > 0 { line.add("  ") }
            line.add(hint.key, .key, .bold)
            line.add(" \(hint.words)", .foreground)
        }
        return line
    }
}
