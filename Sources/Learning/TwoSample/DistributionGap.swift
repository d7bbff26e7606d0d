/// The area between two samples' distribution functions, exact and mostly without sorting.
///
/// The common range is cut into equal cells, each with its counts and sums. Where the functions cannot cross inside a
/// cell (they differ at its left end by more than the cell's values can make up for), the area over it follows from the
/// sums alone: |d · width + Σ (right − x) ÷ n − Σ (right − y) ÷ m|. Only cells in which they may cross are looked into, by
/// the same means or, when few values are left, by sorting. The result is that of sorting everything, but for rounding.
struct DistributionGap {
    /// Cells of a cut, so that they stay in a near cache.
    private static let mostCells = 2_048
    private static let valuesPerCell = 4
    private static let fewValues = 64
    /// Values that pile up at every scale are sorted after as many cuts.
    private static let mostCuts = 4

    /// Values below a point.
    private struct Below {
        var reference = 0
        var current = 0
    }

    private let referenceCount: Double
    private let currentCount: Double

    /// The area between the distribution functions.
    ///
    /// - Precondition: Both samples have values, all of them finite.
    /// - Throws: ``DistanceError/tooWide``
    static func area(_ reference: [Double], _ current: [Double]) throws(DistanceError) -> Double {
        let (low, high) = SampleRange.bounds(reference, SampleRange.bounds(current))
        guard (high - low).isFinite else { throw .tooWide }
        let gap = DistributionGap(referenceCount: Double(reference.count), currentCount: Double(current.count))
        return gap.area(reference, current, from: low, to: high, below: Below(), cutsLeft: mostCuts)
    }

    /// The area from `low` to `high`, between which the values given lie.
    private func area(
        _ reference: [Double], _ current: [Double], from low: Double, to high: Double, below: Below, cutsLeft: Int
    ) -> Double {
        guard high > low else { return 0 }
        let values = reference.count + current.count
        let cellCount = min(Self.mostCells, max(values / Self.valuesPerCell, 2))
        guard values > Self.fewValues, cutsLeft > 0, var cells = EqualCells(cellCount, from: low, to: high) else {
            return sortedArea(reference.sorted(), current.sorted(), from: low, to: high, below: below)
        }
        cells.countReference(reference)
        cells.countCurrent(current)
        var (area, open) = closedArea(cells, below)
        guard !open.isEmpty else { return area }
        let chosen = open.map(\.cell)
        let (first, second) = (cells.values(of: chosen, in: reference), cells.values(of: chosen, in: current))
        for (place, entry) in open.enumerated() {
            area += self.area(
                first[place], second[place], from: cells.edge(entry.cell), to: cells.edge(entry.cell + 1),
                below: entry.below, cutsLeft: cutsLeft - 1)
        }
        return area
    }

    /// The area over cells without a crossing, and the cells that may have one.
    private func closedArea(_ cells: EqualCells, _ start: Below) -> (area: Double, open: [(cell: Int, below: Below)]) {
        var (area, below) = (0.0, start)
        var open: [(cell: Int, below: Below)] = []
        for (index, cell) in cells.cells.enumerated() {
            let gap = difference(below)
            let (rise, fall) = (Double(cell.reference) / referenceCount, Double(cell.current) / currentCount)
            if gap >= fall || -gap >= rise {
                let (left, right) = (cells.edge(index), cells.edge(index + 1))
                let gained = rise * right - cell.referenceSum / referenceCount
                let lost = fall * right - cell.currentSum / currentCount
                area += abs(gap * (right - left) + gained - lost)
            } else {
                open.append((index, below))
            }
            below.reference += cell.reference
            below.current += cell.current
        }
        return (area, open)
    }

    /// A walk over both sorted samples.
    private func sortedArea(
        _ reference: [Double], _ current: [Double], from low: Double, to high: Double, below: Below
    ) -> Double {
        var (area, before, below) = (0.0, low, below)
        var (i, j) = (0, 0)
        while i < reference.count || j < current.count {
            let takesReference = j == current.count || (i < reference.count && reference[i] <= current[j])
            let value = takesReference ? reference[i] : current[j]
            area += abs(difference(below)) * (value - before)
            before = value
            if takesReference {
                i += 1
                below.reference += 1
            } else {
                j += 1
                below.current += 1
            }
        }
        return area + abs(difference(below)) * (high - before)
    }

    private func difference(_ below: Below) -> Double {
        Double(below.reference) / referenceCount - Double(below.current) / currentCount
    }
}
