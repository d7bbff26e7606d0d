import Domain
import Terminal

/// What is reached at the values of two parameters: a shaded table, the darker the better.
struct SurfaceText {
    /// More values than so are taken together, as many each.
    private static let most = 8

    let glyphs: GlyphSet
    let task: LearningTask

    func lines(_ surface: PairSurface, _ basis: ExplanationBasis) -> [String] {
        let rows = Self.groups(surface.rows.count)
        let columns = Self.groups(surface.columns.count)
        let means = rows.map { row in
            columns.map { column in
                let cells = row.flatMap { place in column.map { surface.means[place][$0] } }
                return cells.reduce(0, +) / Double(cells.count)
            }
        }
        guard let low = means.joined().min(), let high = means.joined().max() else { return [] }
        let header = [""] + columns.map { "  " + surface.columns[$0[$0.count / 2]] }
        let body = zip(rows, means).map { row, line in
            [surface.rows[row[row.count / 2]]]
                + line.map { mean in
                    let share = high > low ? (mean - low) / (high - low) : 0.5
                    let shade = shade(basis.higherIsBetter ? share : 1 - share)
                    return "\(shade)\(shade) \(MetricText.metric(mean, task))"
                }
        }
        return ["\(surface.first) down, \(surface.second) across: mean \(basis.metric), the darker the better"]
            + PlainTable(glyphs: glyphs, right: Set(1...columns.count)).lines([header] + body)
    }

    private func shade(_ share: Double) -> Character {
        let shades: [Character] = glyphs == .ascii ? [" ", ".", ":", "+", "#"] : [" ", "░", "▒", "▓", "█"]
        return shades[min(shades.count - 1, (share * Double(shades.count)).wholeNumber)]
    }

    /// Places in order, at most eight groups, each as large as the others to one.
    private static func groups(_ count: Int) -> [[Int]] {
        let groups = min(count, most)
        return (0..<groups).map { Array($0 * count / groups..<($0 + 1) * count / groups) }
    }
}
