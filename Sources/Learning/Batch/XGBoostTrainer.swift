import Domain

/// Trains through XGBoost's C interface: one thread, histogram method, a given seed, so that it repeats.
struct XGBoostTrainer {
    /// What the rounds add to each other.
    enum Booster: Hashable, Sendable {
        case trees
        /// Trees of which the given share, 0–1, is left out in each round, so that later ones correct more than the rest.
        ///
        /// Source: Vinayak and Gilad-Bachrach, "DART: Dropouts meet Multiple Additive Regression Trees", AISTATS 2015.
        case dart(drop: Double)
        /// Weights instead of trees, found by coordinate descent in the order of the columns.
        case linear
    }

    let objective: TreeObjective
    let specification: TrialSpecification
    /// By default what the hyperparameter `drop` of the specification says.
    var booster: Booster?

    /// Trains on `rows × features` values, row-major, NaN for missing, with one label a row.
    ///
    /// - Throws: ``TrialError`` for a hyperparameter out of range, or with the library's own words.
    func train(
        _ values: [Float], rows: Int, labels: [Float], progress: (Double) -> Void
    ) throws(TrialError) -> FlatForest {
        try trainKeepingBytes(values, rows: rows, labels: labels, progress: progress).forest
    }

    /// The same, with the library's own saved model beside our form of it.
    ///
    /// - Throws: ``TrialError`` for a hyperparameter out of range, or with the library's own words.
    func trainKeepingBytes(
        _ values: [Float], rows: Int, labels: [Float], progress: (Double) -> Void
    ) throws(TrialError) -> (forest: FlatForest, saved: [UInt8]) {
        let bytes = try train(TrainingTable(values: values, labels: labels), progress: progress)
        do {
            return (try FlatForest(savedModel: bytes, objective: objective), bytes)
        } catch {
            throw TrialError(.invalid, error.description)
        }
    }

    /// Trains on any table; the library's saved model, for ``FlatForest`` or ``LinearBooster`` to read.
    ///
    /// - Throws: ``TrialError`` for a hyperparameter or a table that is wrong, or with the library's own words.
    func train(_ table: TrainingTable, progress: (Double) -> Void) throws(TrialError) -> [UInt8] {
        let settings = try TreeSettings(specification)
        try table.check(for: objective)
        let matrix = try LibraryMatrix(table)
        let rounds = specification.learner == .randomForest ? 1 : settings.whole("rounds")
        if case .quantile(let quantile) = objective {
            return try trainQuantile(quantile, table, matrix, settings, rounds: rounds, progress)
        }
        let library = try LibraryBooster(training: matrix, parameters: parameters(settings) + start(table.labels))
        for round in 0..<rounds {
            try library.update(matrix, round: round)
            progress(Double(round + 1) / Double(rounds))
        }
        return try library.saved()
    }

    /// Numbers and counts start from their mean.
    ///
    /// The library takes 0.5, from where 20 rounds of rate 0.03 go less than half of the way to a mean of 3,000.
    private func start(_ labels: [Float]) -> [(String, String)] {
        let mean = Float(labels.reduce(0) { $0 + Double($1) } / Double(labels.count))
        return switch objective {
        case .squaredError: [("base_score", "\(mean)")]
        case .poisson: mean > 0 ? [("base_score", "\(mean)")] : []
        case .binary, .multiClass, .quantile, .ranking: []
        }
    }

    private func trainQuantile(
        _ quantile: Double, _ table: TrainingTable, _ matrix: LibraryMatrix, _ settings: TreeSettings, rounds: Int,
        _ progress: (Double) -> Void
    ) throws(TrialError) -> [UInt8] {
        let pinball = try PinballGradient(quantile: quantile, labels: table.labels)
        let library = try LibraryBooster(
            training: matrix, parameters: parameters(settings) + [("base_score", "\(pinball.base)")])
        for round in 0..<rounds {
            let scores = try library.margins(matrix, for: .training)
            let steps = pinball.steps(scores)
            try library.boost(matrix, gradients: steps.gradients, curvatures: steps.curvatures)
            progress(Double(round + 1) / Double(rounds))
        }
        return try library.saved()
    }
}
