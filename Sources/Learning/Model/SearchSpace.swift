package import Domain

/// The recipes that a search may try: each learner brings its own ranges.
package enum SearchSpace {
    /// How often a training goes over its rows: rounds, trees or passes; of a blend all its members' together.
    package static func rounds(of specification: TrialSpecification) -> Int {
        guard specification.members == nil else {
            return specification.chosenMembers.reduce(0) { $0 + rounds(of: $1.specification) }
        }
        let values = HyperparameterValues(specification)
        return max(1, max(values.whole("rounds"), max(values.whole("passes"), values.whole("trees"))))
    }

    /// What the settings of each learner are called, of those of the user's own as a pipeline's file names them.
    package static func settings(of definition: PipelineDefinition) -> [Learner: [String]] {
        var names: [Learner: [String]] = [:]
        for learner in Learner.allCases { names[learner] = LearnerRecipe.of(learner).ranges.map(\.name) }
        let own = (definition.search.programs + [definition.initial.program].compactMap { $0 }).flatMap(\.settings)
        // An older file may have had other programs.
        if !own.isEmpty { names[.program] = own.map(\.name) }
        return names
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
    ///
    /// Of a blend its members, each with its part: `blend of run 12 boosted trees 75 %, run 15 linear 25 %`.
    package static func summary(of specification: TrialSpecification) -> String {
        if specification.members != nil { return blend(specification.chosenMembers) }
        let words = LearnerRecipe.of(specification.learner).words(HyperparameterValues(specification))
        let features = specification.features.words
        let live = specification.updates == .live ? ", live" : ""
        let shuffled = specification.shufflesLabels ? ", shuffled labels" : ""
        return ([specification.learnerWords, words].filter { !$0.isEmpty }).joined(separator: " ")
            + (features.isEmpty ? "" : ", \(features)") + live + begun(specification) + shuffled
    }

    private static func blend(_ members: [BlendMember]) -> String {
        let total = members.reduce(0) { $0 + ($1.votes ?? 0) }
        guard total > 0 else { return "blend of up to \(members.count) models" }
        return "blend of "
            + members.map { member in
                let share = Int((Double(member.votes ?? 0) * 100 / Double(total)).rounded())
                return "run \(member.run) \(member.specification.learnerWords) \(share) %"
            }.joined(separator: ", ")
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
