/// A range cut into cells of equal width, and what two samples have in each.
///
/// - Precondition: The width of the range and its reciprocal are finite.
struct EqualCells {
    /// Counts and sums of one cell.
    struct Cell {
        var reference = 0
        var current = 0
        var referenceSum = 0.0
        var currentSum = 0.0
    }

    private let low: Double
    private let high: Double
    private let scale: Double
    private(set) var cells: [Cell]

    /// - Returns: nil where the range is too narrow to be cut.
    init?(_ count: Int, from low: Double, to high: Double) {
        self.low = low
        self.high = high
        scale = Double(count) / (high - low)
        guard scale.isFinite, scale > 0 else { return nil }
        cells = Array(repeating: Cell(), count: count)
    }

    /// The left end of a cell; that of the cell after the last is the right end of all.
    func edge(_ cell: Int) -> Double { cell == cells.count ? high : low + Double(cell) / scale }

    mutating func countReference(_ values: [Double]) {
        let (low, scale, last) = (low, scale, cells.count - 1)
        cells.withUnsafeMutableBufferPointer { cells in
            for value in values {
                let cell = Self.cell(value, low, scale, last)
                cells[cell].reference += 1
                cells[cell].referenceSum += value
            }
        }
    }

    mutating func countCurrent(_ values: [Double]) {
        let (low, scale, last) = (low, scale, cells.count - 1)
        cells.withUnsafeMutableBufferPointer { cells in
            for value in values {
                let cell = Self.cell(value, low, scale, last)
                cells[cell].current += 1
                cells[cell].currentSum += value
            }
        }
    }

    /// The values of some cells, a list for each.
    func values(of chosen: [Int], in values: [Double]) -> [[Double]] {
        var places = Array(repeating: -1, count: cells.count)
        for (place, cell) in chosen.enumerated() { places[cell] = place }
        var lists = Array(repeating: [Double](), count: chosen.count)
        for value in values {
            let place = places[Self.cell(value, low, scale, cells.count - 1)]
            if place >= 0 { lists[place].append(value) }
        }
        return lists
    }

    /// Values that rounding puts beside the range belong to the cell at its end.
    @inline(__always)
    private static func cell(_ value: Double, _ low: Double, _ scale: Double, _ last: Int) -> Int {
        Int(min(max((value - low) * scale, 0), Double(last)))
    }
}
