import Domain

/// A model of boosted trees with rows to ask it, and the library's own answers beside ours, for measurements.
///
/// Random rows of 25 features, one value in twenty missing, and a number that hangs on a few of them, so that the trees
/// grow to their full depth. Scores are single precision on both sides; nothing is timed here.
package struct ForestBenchmark {
    private static let columns = 25

    private let forest: FlatForest
    private let library: LibraryBooster
    private let values: [Float]
    private let rowVectors: [[Double]]

    /// How many rows can be asked.
    package var rows: Int { rowVectors.count }
    /// How many nodes the trees have together.
    package var nodeCount: Int { forest.nodes.count }

    /// Trains on `rows` rows, which are also those to be asked.
    ///
    /// - Throws: ``TrialError`` where trees or depth are out of range, or with the library's own words.
    package init(rows: Int = 10_000, trees: Int = 100, depth: Int = 6, seed: UInt64 = 1) throws(TrialError) {
        var generator = SeededGenerator(seed: seed)
        let values = (0..<rows * Self.columns).map { _ in
            generator.unitInterval() < 0.05 ? Float.nan : Float(generator.unitInterval() * 2 - 1)
        }
        let labels = (0..<rows).map { row -> Float in
            let own = values[row * Self.columns..<(row + 1) * Self.columns].map { $0.isNaN ? 0 : $0 }
            let bends = own[0] * own[1] + (own[2] > 0.2 ? own[3] : -own[4])
            return bends + own.reduce(0, +) / 4 + Float(generator.unitInterval()) / 4
        }
        let hyperparameters = [
            Hyperparameter("depth", Double(depth)), Hyperparameter("rounds", Double(trees)),
            Hyperparameter("subsample", 1), Hyperparameter("columns", 1),
        ]
        let specification = TrialSpecification(
            learner: .gradientBoosting, updates: .frozen, features: FeatureRecipe(calendar: [], usesLags: false),
            window: rows, hyperparameters: hyperparameters, seed: seed)
        let trainer = XGBoostTrainer(objective: .squaredError, specification: specification)
        let trained = try trainer.trainKeepingBytes(values, rows: rows, labels: labels) { _ in }
        forest = trained.forest
        library = try LibraryBooster(saved: trained.saved)
        self.values = values
        rowVectors = (0..<rows).map { row in
            values[row * Self.columns..<(row + 1) * Self.columns].map(Double.init)
        }
    }

    /// Our score of one row.
    package func score(row: Int) -> Double {
        forest.scores(rowVectors[row])[0]
    }

    /// Our scores of all rows, into the caller's buffer.
    ///
    /// - Precondition: `scores` has ``rows`` elements.
    package func score(into scores: inout [Float]) {
        var span = scores.mutableSpan
        forest.score(values.span, columns: Self.columns, into: &span)
    }

    /// The library's score of one row, in its fastest way.
    ///
    /// - Throws: ``TrialError`` with the library's own words.
    package func libraryScore(row: Int) throws(TrialError) -> Double {
        var score: [Float] = [0]
        let first = row * Self.columns
        try library.marginsInPlace(
            values.span.extracting(first..<first + Self.columns), columns: Self.columns, into: &score)
        return Double(score[0])
    }

    /// The library's scores of all rows, in its fastest way.
    ///
    /// - Throws: ``TrialError`` with the library's own words.
    /// - Precondition: `scores` has ``rows`` elements.
    package func libraryScore(into scores: inout [Float]) throws(TrialError) {
        try library.marginsInPlace(values.span, columns: Self.columns, into: &scores)
    }
}
