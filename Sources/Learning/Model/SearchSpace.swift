package import Domain

/// The recipes that a search may try: each learner brings its own ranges.
package enum SearchSpace {
    /// How often a training goes over its rows: rounds, trees or passes.
    package static func rounds(of specification: TrialSpecification) -> Int {
        let values = HyperparameterValues(specification)
        return max(1, max(values.whole("rounds"), max(values.whole("passes"), values.whole("trees"))))
    }

    /// A learner with its default settings.
    package static func plain(
        learner: Learner, updates: UpdateMode, features: FeatureRecipe, window: Int, seed: UInt64
    ) -> TrialSpecification {
        let updates = learner.canUpdateLive ? updates : .frozen
        let defaults = LearnerRecipe.of(learner).ranges.filter { !$0.isForNumbers }.map {
            Hyperparameter($0.name, updates == .live ? $0.standardLive : $0.standard)
        }
        return TrialSpecification(
            learner: learner, updates: updates, features: features, window: window, hyperparameters: defaults,
            seed: seed)
    }

    /// A learner of the user's own with each setting in the middle of its range.
    package static func plain(
        program: SearchProgram, features: FeatureRecipe, window: Int, seed: UInt64
    ) -> TrialSpecification {
        let learner = SearchedLearner(program)
        return TrialSpecification(
            learner: .program, updates: .frozen, features: features, window: window,
            hyperparameters: learner.ranges.map { Hyperparameter($0.name, $0.standard) }, seed: seed,
            program: program.program)
    }

    /// A recipe in short words for the screen: `boosted trees depth 5 rate .12 120 rounds, lags`.
    package static func summary(of specification: TrialSpecification) -> String {
        let words = LearnerRecipe.of(specification.learner).words(HyperparameterValues(specification))
        let features = specification.features.words
        let live = specification.updates == .live ? ", live" : ""
        let shuffled = specification.shufflesLabels ? ", shuffled labels" : ""
        return ([specification.learnerWords, words].filter { !$0.isEmpty }).joined(separator: " ")
            + (features.isEmpty ? "" : ", \(features)") + live + begun(specification) + shuffled
    }

    /// What the training began from.
    private static func begun(_ specification: TrialSpecification) -> String {
        guard let base = specification.base?.version else { return "" }
        return switch specification.start {
        case .warm: ", more trees on \(base)"
        case .incremental: ", \(base) continued"
        case .recall: ", \(base) as it is"
        case .scratch, nil: ""
        }
    }
}
