import Domain
import Terminal

/// Draws lines over time with both axes, marks, and a label at the end of each line.
struct ChartDrawing {
    let lines: [ChartLine]
    let times: [Timestamp]
    let marks: [ChartMark]
    /// Up to where labels are complete, where that is to be seen.
    let labelledThrough: Timestamp?
    let area: Rect
    private let window: TimeWindow
    private let scale: ValueScale
    private let gutter: Int
    private let labelWidth: Int

    /// Nil where there is nothing to draw or no room for it.
    ///
    /// Only values from place `start` on set the scale; what lies outside of it before is not drawn.
    init?(
        lines: [ChartLine], times: [Timestamp], marks: [ChartMark], scaledFrom start: Int = 0,
        labelledThrough: Timestamp? = nil, area: Rect
    ) {
        guard area.width >= 30, area.height >= 4, times.count >= 2, let first = times.first,
            let last = times.last, last >= first,
            let scale = ValueScale(covering: Self.scaled(lines, from: start), mostTicks: area.height / 2)
        else { return nil }
        self.lines = lines
        self.times = times
        self.marks = marks
        self.labelledThrough = labelledThrough
        self.area = area
        window = TimeWindow(covering: first, last)
        self.scale = scale
        gutter = (scale.ticks.map { scale.text($0).columns }.max() ?? 0) + 2
        labelWidth = min(area.width / 4, lines.map(\.label.columns).max() ?? 0)
    }

    private static func scaled(_ lines: [ChartLine], from start: Int) -> [Double] {
        lines.flatMap { $0.values.dropFirst(start) }.compactMap { $0 }
    }

    private var plotArea: Rect {
        Rect(
            x: area.x + gutter, y: area.y, width: area.width - gutter - labelWidth - 1, height: area.height - 2)
    }

    func draw(on canvas: inout Canvas) {
        drawValueAxis(on: &canvas)
        drawWatermark(on: &canvas)
        drawLines(on: &canvas)
        drawLabels(on: &canvas)
        drawTimeAxis(on: &canvas)
    }

    private func drawValueAxis(on canvas: inout Canvas) {
        let plot = plotArea
        for y in plot.y..<(plot.y + plot.height) {
            canvas.write("│", x: plot.x - 1, y: y, width: 1, Style(.axis))
        }
        for tick in scale.ticks {
            let y = plot.y + scale.row(of: tick, rows: plot.height * 4) / 4
            canvas.writeRight(
                StyledLine(scale.text(tick), .muted), right: plot.x - 1, y: y, width: gutter - 1)
            canvas.write("┤", x: plot.x - 1, y: y, width: 1, Style(.axis))
        }
    }

    private func drawWatermark(on canvas: inout Canvas) {
        guard let labelledThrough else { return }
        let plot = plotArea
        let x = plot.x + window.column(of: labelledThrough, of: plot.width)
        for y in plot.y..<(plot.y + plot.height) { canvas.write("┆", x: x, y: y, width: 1, Style(.threshold)) }
    }

    private func drawLines(on canvas: inout Canvas) {
        let area = plotArea
        var plot = BraillePlot(width: area.width, height: area.height)
        let columns = times.map { window.column(of: $0, of: plot.columns) }
        for line in lines {
            var last: (x: Int, y: Int)?
            for (index, value) in line.values.enumerated() {
                guard let value, (scale.low...scale.high).contains(value) else {
                    last = nil
                    continue
                }
                let point = (x: columns[index], y: scale.row(of: value, rows: plot.rows))
                plot.line(from: last ?? point, to: point, pattern: line.pattern, role: line.role)
                last = point
            }
        }
        plot.draw(x: area.x, y: area.y, on: &canvas)
    }

    /// Labels of lines that end close together move apart, the top one first.
    private func drawLabels(on canvas: inout Canvas) {
        let plot = plotArea
        var ends: [(row: Int, line: ChartLine)] = []
        for line in lines {
            guard !line.label.isEmpty, let value = line.values.last(where: { $0 != nil }) ?? nil else { continue }
            ends.append((plot.y + scale.row(of: value, rows: plot.height * 4) / 4, line))
        }
        ends.sort { $0.row < $1.row }
        let bottom = plot.y + plot.height - 1
        for index in ends.indices.reversed() {
            ends[index].row = min(ends[index].row, bottom - (ends.count - 1 - index))
        }
        var free = plot.y
        for end in ends {
            let y = max(end.row, free)
            guard y <= bottom else { break }
            let label = end.line.label
            let isShort = label.columns > labelWidth
            let value = label.split(separator: " ").last.map(String.init) ?? label
            canvas.write(
                isShort ? value : label, x: plot.x + plot.width + 1, y: y, width: labelWidth, Style(end.line.role))
            free = y + 1
        }
    }

    private func drawTimeAxis(on canvas: inout Canvas) {
        let plot = plotArea
        let axis = plot.y + plot.height
        canvas.write(
            "└" + String(repeating: "─", count: plot.width), x: plot.x - 1, y: axis, width: plot.width + 1, Style(.axis)
        )
        var row = AxisLabels(width: plot.width + labelWidth + 1)
        let shown = marks.reversed().filter { $0.time >= window.start && $0.time <= window.end }
        // Of marks that share a column the weightiest is seen; of words that collide the weightiest is read.
        let byWeight = ChartMark.Kind.byWeight.map { kind in shown.filter { $0.kind == kind } }
        for mark in byWeight.reversed().joined() {
            let x = window.column(of: mark.time, of: plot.width)
            canvas.write(mark.kind.glyph, x: plot.x + x, y: axis, width: 1, Style(mark.kind.role, .bold))
        }
        if let labelledThrough {
            row.place(
                "labels to \(timeText(labelledThrough))", around: window.column(of: labelledThrough, of: plot.width),
                role: .threshold)
        }
        for mark in byWeight.joined() {
            row.place(mark.text, around: window.column(of: mark.time, of: plot.width), role: mark.kind.role)
        }
        for part in [4, 0, 2, 1, 3] {
            row.place(timeText(window.time(at: part, of: 4)), around: (plot.width - 1) * part / 4, role: .muted)
        }
        for label in row.labels {
            canvas.write(
                label.text, x: plot.x + label.x, y: axis + 1, width: label.text.columns, Style(label.role))
        }
    }

    /// The clock for a stretch of a day or two, else the date.
    private func timeText(_ time: Timestamp) -> String {
        let span = window.end - window.start
        if span <= .hours(36) { return time.clockText }
        return span <= .days(400) ? time.dayText : time.yearText
    }
}

extension ChartMark.Kind {
    /// What changed who serves first, what merely led to it last.
    static let byWeight: [ChartMark.Kind] = [.promotion, .rollBack, .drill, .canaryStart, .trigger, .alert]

    var glyph: String {
        switch self {
        case .promotion: "▲"
        case .rollBack: "▼"
        case .alert: "◆"
        case .trigger: "▸"
        case .canaryStart: "┴"
        case .drill: "!"
        }
    }

    var role: Role {
        switch self {
        case .promotion: .ok
        case .rollBack: .crit
        case .alert: .warn
        case .trigger: .info
        case .canaryStart: .candidate
        case .drill: .warn
        }
    }
}
