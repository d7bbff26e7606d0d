import Domain

@testable import Learning

/// Tables for every objective.
enum RandomTable {
    private static let rowsInGroup = 20

    /// Random values, a tenth missing, with labels that hang a little on the first two columns.
    static func make(
        rows: Int, columns: Int, objective: TreeObjective, seed: UInt64, categoricalColumns: Set<Int> = []
    ) -> TrainingTable {
        var generator = SeededGenerator(seed: seed)
        let values = (0..<rows * columns).map { index -> Float in
            if generator.unitInterval() < 0.1 { return .nan }
            // Category 0 to 69 needs more than one word of bits.
            guard !categoricalColumns.contains(index % columns) else { return Float(generator.index(below: 70)) }
            return Float(generator.unitInterval() * 20 - 10)
        }
        let labels = (0..<rows).map { row -> Float in
            let noise = generator.unitInterval()
            let trend = values[row * columns].isNaN ? 0 : Double(values[row * columns]) / 40
            let share = min(max(noise + trend, 0), 0.999_999)
            switch objective {
            case .binary: return share < 0.5 ? 0 : 1
            case .multiClass(let count): return Float(Int(share * Double(count)))
            case .squaredError, .quantile: return Float(share * 5_000)
            case .poisson: return Float(Int(share * 12))
            case .ranking: return Float(Int(share * 5))
            }
        }
        var table = TrainingTable(values: values, labels: labels, categoricalColumns: categoricalColumns)
        if case .ranking = objective {
            table.groupSizes = Array(repeating: rowsInGroup, count: rows / rowsInGroup)
        }
        return table
    }
}
