import Domain
import Terminal

/// A difference with its interval against zero and the limit of harm; to the right is better.
struct ComparisonInterval {
    let comparison: CanarySnapshot.Comparison

    func draw(_ area: Rect, on canvas: inout Canvas) {
        guard let value = comparison.difference, value.isFinite, let lower = comparison.lower,
            let upper = comparison.upper, lower.isFinite, upper.isFinite, lower <= upper
        else {
            canvas.write("not enough pairs yet", x: area.x, y: area.y, width: area.width, Style(.muted))
            return
        }
        // A positive limit means that more is worse.
        let sign = (comparison.limit ?? -1) > 0 ? -1.0 : 1.0
        let ends = [lower * sign, upper * sign].sorted()
        let limit = comparison.limit.map { $0 * sign }
        let reach = max([abs(ends[0]), abs(ends[1]), abs(limit ?? 0) * 2, 1e-9].max() ?? 1, 1e-9) * 1.15
        func column(_ x: Double) -> Int {
            let share = (min(reach, max(-reach, x.isFinite ? x : 0)) + reach) / (2 * reach)
            return min(area.width - 1, max(0, (share * Double(area.width - 1)).rounded().wholeNumber))
        }
        var cells = [(text: String, role: Role)](repeating: ("─", .grid), count: area.width)
        if let limit { cells[column(limit)] = ("┆", .threshold) }
        cells[column(0)] = ("┼", .axis)
        let role = comparison.verdict.state.role
        for place in column(ends[0])...column(ends[1]) { cells[place] = ("━", role) }
        cells[column(ends[0])] = ("├", role)
        cells[column(ends[1])] = ("┤", role)
        cells[column(value * sign)] = ("╋", role)
        for (index, cell) in cells.enumerated() {
            canvas.write(cell.text, x: area.x + index, y: area.y, width: 1, Style(cell.role))
        }
    }
}
