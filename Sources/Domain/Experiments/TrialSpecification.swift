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
    /// Of a learner of the user's own: which, so that a run can be done again; nil of one that comes with this program.
    package var program: LearnerProgram?
    /// Of a blend: the models that it weighs; nil of any other recipe.
    package var members: [BlendMember]?

    package init(
        learner: Learner, updates: UpdateMode, features: FeatureRecipe, window: Int,
        hyperparameters: [Hyperparameter], seed: UInt64, shufflesLabels: Bool = false, start: TrialStart? = nil,
        base: TrialBase? = nil, halfLifeRows: Int? = nil, program: LearnerProgram? = nil
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
        self.program = program
    }

    /// The learner as a pipeline file names it.
    package var learnerName: String { program?.name ?? learner.rawValue }

    /// The learner as sentences and the screen call it.
    package var learnerWords: String { program?.name ?? learner.words }
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
    /// Features beside columns, calendar and lags; each is used or not as a whole.
    package enum Family: String, Hashable, Codable, Sendable, CaseIterable {
        /// Statistics of the labels known last.
        case rolling
        /// Statistics of a number column's last values.
        case columns
        /// Known labels of the same time of a period.
        case seasonal
        /// What is known of the row's entity.
        case entity
        /// How frequent a category is, and its mean label.
        case encodings
        /// Two categories taken together.
        case crosses
    }

    package var calendar: [FeatureDefinition.CalendarPart]
    /// Whether the configured target lags are used.
    package var usesLags: Bool
    /// In the order of the cases.
    package var families: [Family]

    package init(calendar: [FeatureDefinition.CalendarPart], usesLags: Bool, families: [Family] = []) {
        self.calendar = calendar
        self.usesLags = usesLags
        self.families = families
    }

    private enum CodingKeys: String, CodingKey {
        case calendar
        case usesLags
        case families
    }

    /// A recipe of an older program has no families.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            calendar: try container.decode([FeatureDefinition.CalendarPart].self, forKey: .calendar),
            usesLags: try container.decode(Bool.self, forKey: .usesLags),
            families: try container.decodeIfPresent([Family].self, forKey: .families) ?? [])
    }

    /// A recipe without families is written as ever, so that a model's name stays the same.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(calendar, forKey: .calendar)
        try container.encode(usesLags, forKey: .usesLags)
        if !families.isEmpty { try container.encode(families, forKey: .families) }
    }

    /// The features after the learner in short words: `lags+rolling+seasonal`; empty where there are none.
    package var words: String {
        ((usesLags ? ["lags"] : []) + families.map(\.rawValue)).joined(separator: "+")
    }
}
