import Domain
import Terminal

/// The newest predictions with their labels, newest first; the marked one can be named as a golden case.
struct PredictionsSheet {
    let pipeline: PipelineSnapshot?
    let name: PipelineName
    let row: Int

    func draw(in screen: Rect, on canvas: inout Canvas) {
        let frame = PaneFrame(
            title: StyledLine("Predictions", .title, .bold) + StyledLine("  \(name), newest labelled first", .muted),
            badge: "", isFocused: true)
        canvas.fill(screen, Style(.foreground))
        let inside = frame.draw(screen, on: &canvas)
        let answers = pipeline?.answers ?? []
        guard !answers.isEmpty else {
            canvas.write(
                "No prediction has its label yet.", x: inside.x, y: inside.y, width: inside.width, Style(.muted))
            return
        }
        let table = Self.table(answers).prepared(for: canvas)
        let left = inside.x + 2
        let slots = table.slots(width: inside.width - 2, withTitles: true)
        table.drawTitles(slots, x: left, y: inside.y, width: inside.width - 2, on: &canvas)
        let height = max(1, inside.height - 3)
        let marked = min(row, answers.count - 1)
        let first = max(0, min(marked - height / 2, answers.count - height))
        for (line, index) in (first..<min(answers.count, first + height)).enumerated() {
            let y = inside.y + 1 + line
            if index == marked { canvas.write("▸", x: inside.x, y: y, width: 1, Style(.borderFocus)) }
            table.drawRow(index, slots, x: left, y: y, width: inside.width - 2, on: &canvas)
        }
        canvas.write(
            "Enter names the marked one as a golden case: every candidate must answer it right.", x: inside.x,
            y: inside.y + inside.height - 1, width: inside.width, Style(.muted))
    }

    private static func table(_ answers: [AnswerSnapshot]) -> TextTable {
        var table = TextTable(columns: [
            TextTable.Column("prediction", .right, minimum: 10), TextTable.Column("time", rank: 3),
            TextTable.Column("by", rank: 2), TextTable.Column("answer", .right, maximum: 24),
            TextTable.Column("truth", .right, maximum: 24), TextTable.Column("", rank: 1, minimum: 8),
        ])
        table.rows = answers.map { answer in
            let mark =
                answer.golden.map { StyledLine("◆ golden \($0)", .info) }
                ?? answer.isRight.map { $0 ? StyledLine("✓ right", .ok) : StyledLine("✗ wrong", .crit) } ?? StyledLine()
            return [
                StyledLine("\(answer.event)"), StyledLine(answer.time.shortText, .muted),
                StyledLine("\(answer.version)", .champion), StyledLine(answer.answer), StyledLine(answer.truth), mark,
            ]
        }
        return table
    }
}
