import Domain
import Terminal

/// Draws the replay of old windows and regimes: a version a line, the hotter a cell the further below the column's best.
struct ReplayGridDrawing {
    private static let nameWidth = 11
    private static let cellWidth = 5
    /// A score so far below its column's best is as hot as it gets.
    private static let hottest = 0.1

    let grid: ReplayGrid
    let canary: CanarySnapshot
    let area: Rect

    func draw(_ line: CanaryLine, on canvas: inout Canvas) {
        switch line {
        case .gridHeading: drawHeading(on: &canvas)
        case .gridRow(let index): drawRow(index, on: &canvas)
        case .gridSummary: canvas.write(summary, x: area.x, y: area.y, width: area.width)
        default: break
        }
    }

    /// The newest columns, as many as there is room for.
    private var shown: Range<Int> {
        let room = max(0, (area.width - Self.nameWidth) / Self.cellWidth)
        return max(0, grid.columns.count - room)..<grid.columns.count
    }

    /// `w2`, `r1`: the second window, the first regime.
    private func name(of column: Int) -> String {
        let kind = grid.columns[column].kind
        let place = grid.columns[...column].count { $0.kind == kind }
        return "\(kind == .window ? "w" : "r")\(place)"
    }

    private func drawHeading(on canvas: inout Canvas) {
        canvas.write("old rows", x: area.x, y: area.y, width: Self.nameWidth, Style(.muted))
        for (place, column) in shown.enumerated() {
            canvas.writeRight(
                StyledLine(name(of: column), .muted), right: area.x + Self.nameWidth + (place + 1) * Self.cellWidth - 1,
                y: area.y, width: Self.cellWidth - 1)
        }
    }

    private func drawRow(_ index: Int, on canvas: inout Canvas) {
        guard grid.rows.indices.contains(index) else { return }
        let row = grid.rows[index]
        let role: Role =
            row.version == canary.record.candidate
            ? .candidate : row.version == canary.record.champion ? .champion : .muted
        canvas.write("\(row.version)", x: area.x, y: area.y, width: Self.nameWidth, Style(role))
        for (place, column) in shown.enumerated() {
            let cell = row.cells.indices.contains(column) ? row.cells[column] : nil
            let text = cell.map { StyledLine(MetricText.share($0.value, places: 2), .heat(heat(of: $0, in: column))) }
            canvas.writeRight(
                text ?? StyledLine("–", .muted), right: area.x + Self.nameWidth + (place + 1) * Self.cellWidth - 1,
                y: area.y, width: Self.cellWidth - 1)
        }
    }

    private func heat(of cell: ReplayGrid.Estimate, in column: Int) -> Int {
        let scores = grid.rows.compactMap { $0.cells.indices.contains(column) ? $0.cells[column]?.value : nil }
        let below = (scores.max() ?? cell.value) - cell.value
        return min(8, max(0, (below / Self.hottest * 8).rounded().wholeNumber))
    }

    /// `ACC .83 ± .02  BWT -.01 ± .02  worst w2 -.03 ± .02`.
    private var summary: StyledLine {
        var line = StyledLine()
        for (name, estimate) in [("ACC", grid.averageAccuracy), ("BWT", grid.backwardTransfer)] {
            guard let estimate else { continue }
            line.add("\(name) ", .muted)
            line.add("\(Self.text(estimate))  ", .foreground)
        }
        if let drop = grid.worstDrop, let column = grid.worstColumn {
            line.add("worst \(name(of: column)) ", .muted)
            line.add(
                "\(MetricText.gain(-drop.value)) ± \(MetricText.share(drop.margin, places: 2))",
                drop.value > drop.margin ? .warn : .foreground)
            line.add(" since \(grid.columns[column].from.dayText)", .muted)
        }
        return line
    }

    private static func text(_ estimate: ReplayGrid.Estimate) -> String {
        "\(MetricText.share(estimate.value, places: 2)) ± \(MetricText.share(estimate.margin, places: 2))"
    }
}
