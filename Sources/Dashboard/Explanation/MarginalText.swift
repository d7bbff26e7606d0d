import Domain
import Terminal

/// What is reached along one parameter: a curve for many numbers, a line a value for few.
struct MarginalText {
    private static let height = 6
    private static let mostColumns = 64
    private static let mostLines = 12
    private static let intervalWidth = 40

    let width: Int
    let glyphs: GlyphSet
    let task: LearningTask

    func lines(_ marginal: ParameterMarginal, _ basis: ExplanationBasis) -> [String] {
        let better = basis.higherIsBetter ? "higher is better" : "lower is better"
        let heading = "\(marginal.name): mean \(basis.metric), all else drawn evenly; \(better)"
        guard let low = marginal.values.map({ $0.mean - $0.deviation }).min(),
            let high = marginal.values.map({ $0.mean + $0.deviation }).max()
        else { return [] }
        let isCurve = marginal.isOrdered && marginal.values.count > Self.mostLines
        return [heading] + (isCurve ? curve(marginal.values, low, high) : intervals(marginal.values, low, high))
    }

    /// Dots above and below the line are one deviation of the trees away.
    private func curve(_ values: [ParameterMarginal.Value], _ low: Double, _ high: Double) -> [String] {
        let names = [high, low].map { MetricText.metric($0, task) }
        let margin = names.map(\.columns).max() ?? 0
        var plot = BraillePlot(width: min(Self.mostColumns, width - margin - 2), height: Self.height)
        func point(_ place: Int, _ value: Double) -> (x: Int, y: Int) {
            let share = high > low ? (high - value) / (high - low) : 0.5
            return (
                (Double(place) / Double(max(1, values.count - 1)) * Double(plot.columns - 1)).rounded().wholeNumber,
                (share * Double(plot.rows - 1)).rounded().wholeNumber
            )
        }
        for (place, value) in values.enumerated() {
            for bound in [value.mean - value.deviation, value.mean + value.deviation] {
                let dot = point(place, bound)
                plot.set(x: dot.x, y: dot.y, role: .muted)
            }
            guard place > 0 else { continue }
            plot.line(
                from: point(place - 1, values[place - 1].mean), to: point(place, value.mean), pattern: .solid,
                role: .champion)
        }
        let rows = plot.lines.map(\.text).enumerated().map { row, line in
            let name = row == 0 ? names[0] : row == Self.height - 1 ? names[1] : ""
            return trimmed(String(repeating: " ", count: margin - name.columns) + name + " │" + line)
        }
        let indent = String(repeating: " ", count: margin + 1)
        let axis = indent + "└" + String(repeating: "─", count: plot.width)
        var labels = AxisLabels(width: plot.width)
        for place in [0, values.count - 1, values.count / 2, values.count / 4, values.count * 3 / 4] {
            labels.place(values[place].value, around: point(place, low).x / 2, role: .muted)
        }
        var under = ""
        for label in labels.labels.sorted(by: { $0.x < $1.x }) {
            under += String(repeating: " ", count: label.x - under.columns) + label.text
        }
        return rows + [axis, indent + " " + under]
    }

    private func intervals(_ values: [ParameterMarginal.Value], _ low: Double, _ high: Double) -> [String] {
        let rows = values.prefix(Self.mostLines).map { value in
            [
                value.value, MetricText.metric(value.mean, task), "±", MetricText.metric(value.deviation, task),
                interval(value, low, high),
            ]
        }
        let rest = values.count - rows.count
        return PlainTable(glyphs: glyphs, right: [1, 3]).lines(rows) + (rest > 0 ? ["\(rest) more"] : [])
    }

    private func interval(_ value: ParameterMarginal.Value, _ low: Double, _ high: Double) -> String {
        func place(_ number: Double) -> Int {
            let share = high > low ? (number - low) / (high - low) : 0.5
            return min(Self.intervalWidth - 1, max(0, (share * Double(Self.intervalWidth - 1)).rounded().wholeNumber))
        }
        var signs = [Character](repeating: " ", count: Self.intervalWidth)
        for column in place(value.mean - value.deviation)...place(value.mean + value.deviation) { signs[column] = "─" }
        signs[place(value.mean)] = "●"
        return String(signs)
    }

    private func trimmed(_ line: String) -> String {
        String(line.reversed().drop { $0 == " " }.reversed())
    }
}
