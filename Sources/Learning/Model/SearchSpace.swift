package import Domain

/// The recipes that a search may try: each learner brings its own ranges.
package enum SearchSpace {
    /// Draws one point of the space.
    package static func sample(
        definition: SearchDefinition, features: FeatureDefinition, task: LearningTask,
        using generator: inout SeededGenerator
    ) -> TrialSpecification {
        let learner = definition.learners[generator.index(below: definition.learners.count)]
        let window = definition.windows[generator.index(below: definition.windows.count)]
        let usesLags = definition.lags[generator.index(below: definition.lags.count)]
        let updates = definition.updates[generator.index(below: definition.updates.count)]
        let hyperparameters = LearnerRecipe.of(learner).ranges.filter { task == .regression || !$0.isForNumbers }
            .map { $0.drawn(using: &generator) }
        // Drawn last: without families a space gives the same points as it did before there were any.
        let families = families(of: features, using: &generator)
        return TrialSpecification(
            learner: learner, updates: learner.canUpdateLive ? updates : .frozen,
            features: FeatureRecipe(
                calendar: features.calendar, usesLags: usesLags && !features.lags.isEmpty, families: families),
            window: window, hyperparameters: hyperparameters, seed: 0)
    }

    /// Half of the points use every family that there is; of the others each family is in half.
    private static func families(
        of features: FeatureDefinition, using generator: inout SeededGenerator
    ) -> [FeatureRecipe.Family] {
        let all = features.families
        guard !all.isEmpty, generator.index(below: 2) == 0 else { return all }
        return all.filter { _ in generator.index(below: 2) == 0 }
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

    /// A recipe in short words for the screen: `boosted trees depth 5 rate .12 120 rounds, lags`.
    package static func summary(of specification: TrialSpecification) -> String {
        let words = LearnerRecipe.of(specification.learner).words(HyperparameterValues(specification))
        let features = specification.features.words
        let live = specification.updates == .live ? ", live" : ""
        let shuffled = specification.shufflesLabels ? ", shuffled labels" : ""
        return ([specification.learner.words, words].filter { !$0.isEmpty }).joined(separator: " ")
            + (features.isEmpty ? "" : ", \(features)") + live + shuffled
    }
}
