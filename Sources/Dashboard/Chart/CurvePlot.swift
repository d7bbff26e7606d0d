import Domain
import Terminal

/// A trial's learning curve: its score on each slice with the interval, the mean so far, and the bar that it had to reach.
///
/// From left to right the slices go back in time, as the trial was judged on them.
struct CurvePlot {
    static let meanRole = Role.candidate
    static let sliceRole = Role.reference
    static let barRole = Role.threshold

    private let points: [CurvePoint]
    private let bars: [Double?]
    private let slices: Int
    private let scale: ValueScale
    private let gutter: Int
    private let plot: (width: Int, height: Int)

    /// Nil without a point, or where there is no room.
    init?(_ tracking: RunTracking?, width: Int, height: Int) {
        guard let tracking, !tracking.curve.isEmpty, width >= 16, height >= 2 else { return nil }
        points = tracking.curve.sorted { $0.slice < $1.slice }
        slices = max(tracking.slices, (points.last?.slice ?? 0) + 1)
        bars = tracking.bars
        let ends = points.flatMap { [$0.score.value - $0.score.margin, $0.score.value + $0.score.margin] }
        guard let scale = ValueScale(covering: ends + bars.compactMap { $0 }, mostTicks: height) else { return nil }
        self.scale = scale
        gutter = (scale.ticks.map { scale.text($0).columns }.max() ?? 0) + 1
        plot = (max(1, width - gutter), height)
    }

    /// Ticks at the left, the plot, the axis with the slices' numbers, and what is what.
    var lines: [StyledLine] {
        let ticks = Dictionary(
            scale.ticks.map { (scale.row(of: $0, rows: plot.height * 4) / 4, scale.text($0)) }, uniquingKeysWith: { $1 }
        )
        let rows = drawn.lines.enumerated().map { row, line in
            let tick = ticks[row] ?? ""
            let blanks = String(repeating: " ", count: gutter - 1 - tick.columns)
            return StyledLine(blanks + tick, .muted) + StyledLine(tick.isEmpty ? "│" : "┤", .axis) + line
        }
        let axis = String(repeating: " ", count: gutter - 1) + "└" + String(repeating: "─", count: plot.width)
        return rows + [StyledLine(axis, .axis), numbers] + legend
    }

    private var drawn: BraillePlot {
        var field = BraillePlot(width: plot.width, height: plot.height)
        func row(_ value: Double) -> Int { scale.row(of: value, rows: field.rows) }
        for point in points where point.score.value.isFinite && point.score.margin.isFinite {
            let x = column(point.slice, of: field.columns)
            field.line(
                from: (x, row(point.score.value + point.score.margin)),
                to: (x, row(point.score.value - point.score.margin)), pattern: .solid, role: Self.sliceRole)
        }
        draw(bars.enumerated().map { ($0, $1) }, in: &field, .dashes, Self.barRole)
        let means = points.indices.map { (points[$0].slice, Array(points[...$0]).estimate?.value) }
        draw(means, in: &field, .solid, Self.meanRole)
        return field
    }

    /// A line through what there is; a gap stays a gap, and one value alone is a dash.
    private func draw(
        _ values: [(slice: Int, value: Double?)], in field: inout BraillePlot, _ pattern: DashPattern, _ role: Role
    ) {
        var last: (x: Int, y: Int)?
        for (slice, value) in values {
            guard let value, value.isFinite else {
                last = nil
                continue
            }
            let point = (x: column(slice, of: field.columns), y: scale.row(of: value, rows: field.rows))
            field.line(
                from: last ?? (max(0, point.x - 1), point.y), to: last == nil ? (point.x + 1, point.y) : point,
                pattern: pattern, role: role)
            last = point
        }
    }

    /// The slices' columns, a twelfth of the plot free at each end.
    private func column(_ slice: Int, of columns: Int) -> Int {
        guard slices > 1 else { return columns / 2 }
        let edge = columns / 12
        return edge + (columns - 1 - 2 * edge) * slice / (slices - 1)
    }

    private var numbers: StyledLine {
        var labels = AxisLabels(width: plot.width)
        labels.place(slices > 1 ? "1 newest" : "1 slice", around: column(0, of: plot.width), role: .muted)
        if slices > 1 { labels.place("\(slices) oldest", around: column(slices - 1, of: plot.width), role: .muted) }
        for slice in 1..<max(2, slices - 1) where slice < slices - 1 {
            labels.place("\(slice + 1)", around: column(slice, of: plot.width), role: .muted)
        }
        var text = [Character](repeating: " ", count: gutter + plot.width)
        for label in labels.labels {
            for (index, character) in label.text.enumerated() { text[gutter + label.x + index] = character }
        }
        return StyledLine(String(text), .muted)
    }

    private var legend: [StyledLine] {
        var first = StyledLine("⠒⠒", Self.meanRole) + StyledLine(" mean so far   ", .muted)
        first.add("│", Self.sliceRole)
        first.add(" slice", .muted)
        guard bars.contains(where: { $0 != nil }) else { return [first] }
        return [first, StyledLine("⠒ ", Self.barRole) + StyledLine(" had to be reached to go on", .muted)]
    }
}
