import Domain

/// Rows to train on, as XGBoost takes them.
struct TrainingTable: Sendable {
    /// `rows × columns`, row-major, NaN for missing.
    var values: [Float]
    var labels: [Float]
    /// How many rows each group has, one group after the other; only for ranking.
    var groupSizes: [Int] = []
    /// The columns whose values are categories: whole numbers from 0 to ``CategorySets/highest``.
    var categoricalColumns: Set<Int> = []
    /// How much each row counts; empty for all alike.
    var weights: [Float] = []
    /// Raw scores that training begins from, `rows × groups`; empty from nothing.
    var margins: [Float] = []

    var rows: Int { labels.count }
    var columns: Int { values.count / max(rows, 1) }

    /// Looks for what the library would take without a word.
    ///
    /// - Throws: ``TrialError`` with the first thing that is wrong.
    func check(for objective: TreeObjective) throws(TrialError) {
        guard rows > 0, columns > 0, values.count == rows * columns else {
            throw TrialError(.invalid, "\(values.count) values are no table of \(rows) rows")
        }
        guard weights.isEmpty || (weights.count == rows && weights.allSatisfy { $0.isFinite && $0 >= 0 }) else {
            throw TrialError(
                .invalid, "the \(weights.count) weights are not one number of 0 or more for each of \(rows) rows")
        }
        guard margins.isEmpty || (margins.count == rows * objective.groups && margins.allSatisfy(\.isFinite)) else {
            throw TrialError(.invalid, "the scores to begin from are not \(objective.groups) finite numbers a row")
        }
        try checkLabels(objective)
        try checkGroups(objective)
        for column in categoricalColumns.sorted() { try checkCategories(column) }
    }

    private func checkLabels(_ objective: TreeObjective) throws(TrialError) {
        let (allowed, words): (ClosedRange<Float>, String) =
            switch objective {
            case .binary: (0...1, "0 or 1")
            case .multiClass(let count): (0...Float(count - 1), "a class from 0 to \(count - 1)")
            case .poisson: (0...Float.greatestFiniteMagnitude, "a count of 0 or more")
            case .ranking: (0...31, "a relevance from 0 to 31")
            case .squaredError, .quantile:
                (-Float.greatestFiniteMagnitude...Float.greatestFiniteMagnitude, "a finite number")
            }
        guard let row = labels.firstIndex(where: { !allowed.contains($0) }) else { return }
        throw TrialError(.invalid, "the label of row \(row) is \(labels[row]); \(objective.libraryName) needs \(words)")
    }

    private func checkGroups(_ objective: TreeObjective) throws(TrialError) {
        guard case .ranking = objective else {
            guard groupSizes.isEmpty else {
                throw TrialError(.invalid, "rows are in groups; \(objective.libraryName) takes none")
            }
            return
        }
        guard groupSizes.allSatisfy({ $0 > 0 }), groupSizes.reduce(0, +) == rows else {
            throw TrialError(.invalid, "the groups' sizes do not add up to the \(rows) rows")
        }
    }

    private func checkCategories(_ column: Int) throws(TrialError) {
        guard (0..<columns).contains(column) else {
            throw TrialError(.invalid, "column \(column) of \(columns) cannot hold categories")
        }
        for row in 0..<rows {
            let value = values[row * columns + column]
            let isCategory = value >= 0 && value <= Float(CategorySets.highest) && value == value.rounded(.towardZero)
            guard value.isNaN || isCategory else {
                throw TrialError(
                    .invalid, "row \(row) has \(value) in column \(column); categories are whole numbers from 0")
            }
        }
    }
}
