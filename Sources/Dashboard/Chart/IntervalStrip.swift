import Domain
import Terminal

/// An estimate with its interval on a scale that others share: `───├━━╋━━┤──`.
struct IntervalStrip {
    private let ends: ClosedRange<Int>
    private let middle: Int
    private let cells: Int

    /// - Parameters:
    ///   - score: The estimate.
    ///   - low: The value of the first cell.
    ///   - high: The value of the last one, above `low`.
    ///   - cells: Columns, at least two.
    init(_ score: MetricEstimate, low: Double, high: Double, cells: Int) {
        func cell(_ value: Double) -> Int {
            let share = (value - low) / (high - low)
            return min(cells - 1, max(0, (share * Double(cells - 1)).rounded().wholeNumber))
        }
        middle = cell(score.value)
        let margin = max(0, score.margin)
        ends = min(middle, cell(score.value - margin))...max(middle, cell(score.value + margin))
        self.cells = cells
    }

    func line(_ role: Role) -> StyledLine {
        let inside = ends.map { cell in
            cell == middle ? "╋" : cell == ends.lowerBound ? "├" : cell == ends.upperBound ? "┤" : "━"
        }
        return StyledLine(String(repeating: "─", count: ends.lowerBound), .grid) + StyledLine(inside.joined(), role)
            + StyledLine(String(repeating: "─", count: cells - 1 - ends.upperBound), .grid)
    }
}
