/// Where a search looks and what it may spend.
package struct SearchDefinition: Hashable, Codable, Sendable {
    /// Trials of a search, the plain retrain included.
    package var trials: Int
    /// Worker processes at a time.
    package var workers: Int
    /// Learners that come with this program; none where ``programs`` has some.
    package var learners: [Learner]
    /// Learners of the user's own that are searched beside them.
    package var programs: [SearchProgram] = []
    /// Training windows to choose from, in labelled rows.
    package var windows: [Int]
    /// Whether target lags are used: the choices.
    package var lags: [Bool]
    /// How a version is kept after promotion: the choices; batch learners are always frozen.
    package var updates: [UpdateMode]
    /// Newest labelled rows kept from training, for the gates.
    package var holdoutRows: Int
    /// Labelled rows before the holdout on which trials are scored.
    package var validationRows: Int
    /// Wall seconds after which a trial's worker is killed.
    package var trialSeconds: Double
    /// Peak memory of a trial's worker in bytes.
    package var trialBytes: Int64
    /// Candidates that one search may put before the gates, best first.
    package var candidates: Int
    package var seed: UInt64
    package var strategy: SearchStrategy

    package init(
        trials: Int = 12, workers: Int = 2, learners: [Learner] = [.gradientBoosting, .randomForest, .linear],
        windows: [Int] = [1_000, 2_000, 4_000], lags: [Bool] = [true], updates: [UpdateMode] = [.frozen],
        holdoutRows: Int = 300, validationRows: Int = 300, trialSeconds: Double = 60,
        trialBytes: Int64 = 1_073_741_824, candidates: Int = 3, seed: UInt64 = 1,
        strategy: SearchStrategy = SearchStrategy()
    ) {
        self.trials = trials
        self.workers = workers
        self.learners = learners
        self.windows = windows
        self.lags = lags
        self.updates = updates
        self.holdoutRows = holdoutRows
        self.validationRows = validationRows
        self.trialSeconds = trialSeconds
        self.trialBytes = trialBytes
        self.candidates = candidates
        self.seed = seed
        self.strategy = strategy
    }

    /// Whether the search may choose the learner of a recipe.
    package func has(learnerOf recipe: TrialSpecification) -> Bool {
        recipe.program.map { program in programs.contains { $0.program == program } }
            ?? learners.contains(recipe.learner)
    }
}
