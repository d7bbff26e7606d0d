import Domain
import Terminal

/// What stands above a condition being typed: what is wrong with it, else what can be written.
struct ConditionPanel {
    let line: ConditionLine

    func draw(in screen: Rect, on canvas: inout Canvas) {
        let width = screen.width - 4
        let lines = text.flatMap { line, role in line.wrapped(to: width).map { ($0, role) } }
        let height = min(screen.height, lines.count + 2)
        guard height > 2 else { return }
        let area = Rect(x: screen.x, y: screen.y + screen.height - height, width: screen.width, height: height)
        canvas.fill(area, Style(.foreground))
        let frame = PaneFrame(
            title: StyledLine("Runs that meet a condition", .title, .bold), badge: "Tab completes, nothing shows all",
            isFocused: true)
        let inside = frame.draw(area, on: &canvas)
        for (index, line) in lines.prefix(inside.height).enumerated() {
            canvas.write(line.0, x: inside.x, y: inside.y + index, width: inside.width, Style(line.1))
        }
    }

    private var text: [(String, Role)] {
        if let problem = line.problem { return [("✗ \(problem).", .warn)] }
        return [
            ("score > 0.9 and (learner = linear or rows >= 500)", .foreground),
            ("Columns: \(RunField.allCases.map(\.rawValue).joined(separator: " ")), LEARNER.SETTING", .muted),
        ]
    }
}
