import Domain
import Terminal

/// The shares of one column's bins, reference above current, as bars with their numbers.
struct DriftBins {
    let drift: DriftSnapshot

    func draw(_ area: Rect, on canvas: inout Canvas) {
        guard area.width >= 30 else { return }
        var heading = StyledLine("\(drift.name), share of each bin:  ", .muted)
        heading.add("▒ reference", .reference)
        heading.add("  █ now", .current)
        canvas.write(heading, x: area.x, y: area.y, width: area.width)
        let most = max(0.01, (drift.reference + drift.current).max() ?? 0)
        let half = (area.width - 8) / 2
        for (index, reference) in drift.reference.enumerated() where index + 1 < area.height {
            let current = index < drift.current.count ? drift.current[index] : 0
            let y = area.y + 1 + index
            let isMissing = index == drift.reference.count - 1
            canvas.write(isMissing ? "missing" : "bin \(index + 1)", x: area.x, y: y, width: 7, Style(.muted))
            draw(reference, "▒", .reference, most, x: area.x + 8, y: y, width: half, on: &canvas)
            draw(current, "█", .current, most, x: area.x + 8 + half, y: y, width: half, on: &canvas)
        }
    }

    private func draw(
        _ share: Double, _ block: String, _ role: Role, _ most: Double, x: Int, y: Int, width: Int,
        on canvas: inout Canvas
    ) {
        let room = max(0, width - 7)
        let length = min(room, max(0, (share / most * Double(room)).rounded().wholeNumber))
        var line = StyledLine(String(repeating: block, count: length), role)
        line.add(" \(MetricText.percent((share * 100).rounded()))", .muted)
        canvas.write(line, x: x, y: y, width: width)
    }
}
