import Domain

@testable import Learning

/// A model grown and asked by XGBoost itself, as the judge of ours.
struct LibraryForest {
    let table: TrainingTable
    let saved: [UInt8]
    let margins: [Float]
    let answers: [Float]

    /// Random values, a tenth missing, with random labels; `parameters` are the library's.
    init(
        rows: Int, columns: Int, objective: TreeObjective, rounds: Int, seed: UInt64,
        parameters: [(String, String)], categoricalColumns: Set<Int> = []
    ) throws {
        table = RandomTable.make(
            rows: rows, columns: columns, objective: objective, seed: seed, categoricalColumns: categoricalColumns)
        try table.check(for: objective)
        let fixed = [("nthread", "1"), ("seed", "\(seed)"), ("tree_method", "hist")]
        let matrix = try LibraryMatrix(table)
        let booster = try LibraryBooster(training: matrix, parameters: fixed + objective.parameters + parameters)
        for round in 0..<rounds { try booster.update(matrix, round: round) }
        saved = try booster.saved()
        let judge = try LibraryBooster(saved: saved)
        margins = try judge.margins(try LibraryMatrix(table.values, rows: rows))
        answers = try judge.answers(try LibraryMatrix(table.values, rows: rows))
    }

    func row(_ index: Int) -> [Double] {
        table.values[index * table.columns..<(index + 1) * table.columns].map(Double.init)
    }
}
