/// Everything that decides what a trial trains: the recipe of a version.
package struct TrialSpecification: Hashable, Codable, Sendable {
    package var learner: Learner
    package var updates: UpdateMode
    package var features: FeatureRecipe
    /// Newest eligible labelled rows before the cut to train on.
    package var window: Int
    package var hyperparameters: [Hyperparameter]
    package var seed: UInt64
    /// True only in a drill: the labels are shuffled before training.
    package var shufflesLabels: Bool
    /// What training begins from; nil is from nothing, as in records of an older program.
    package var start: TrialStart?
    /// The model that it begins from; nil from nothing.
    package var base: TrialBase?
    /// Rows after which a training row counts half; nil for all alike.
    package var halfLifeRows: Int?

    package init(
        learner: Learner, updates: UpdateMode, features: FeatureRecipe, window: Int,
        hyperparameters: [Hyperparameter], seed: UInt64, shufflesLabels: Bool = false, start: TrialStart? = nil,
        base: TrialBase? = nil, halfLifeRows: Int? = nil
    ) {
        self.learner = learner
        self.updates = updates
        self.features = features
        self.window = window
        self.hyperparameters = hyperparameters
        self.seed = seed
        self.shufflesLabels = shufflesLabels
        self.start = start
        self.base = base
        self.halfLifeRows = halfLifeRows
    }
}

/// One named setting of a learner, such as `depth` 6.
package struct Hyperparameter: Hashable, Codable, Sendable {
    package var name: String
    package var value: Double

    package init(_ name: String, _ value: Double) {
        self.name = name
        self.value = value
    }
}

/// Which of the pipeline's features a version uses.
package struct FeatureRecipe: Hashable, Codable, Sendable {
    package var calendar: [FeatureDefinition.CalendarPart]
    /// Whether the configured target lags are used.
    package var usesLags: Bool

    package init(calendar: [FeatureDefinition.CalendarPart], usesLags: Bool) {
        self.calendar = calendar
        self.usesLags = usesLags
    }
}
