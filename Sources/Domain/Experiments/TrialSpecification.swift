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

    package init(
        learner: Learner, updates: UpdateMode, features: FeatureRecipe, window: Int,
        hyperparameters: [Hyperparameter], seed: UInt64, shufflesLabels: Bool = false
    ) {
        self.learner = learner
        self.updates = updates
        self.features = features
        self.window = window
        self.hyperparameters = hyperparameters
        self.seed = seed
        self.shufflesLabels = shufflesLabels
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
