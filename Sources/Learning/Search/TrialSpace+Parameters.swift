import Domain

extension TrialSpace {
    /// What the parameters are called.
    enum Name {
        static let learner = "learner"
        static let window = "window"
        static let lags = "lags"
        static let halfLife = "half_life"
        static let updates = "updates"
        static let start = "start"
        static let wholeHistory = "all"
        static let sinceDrift = "since-drift"
        static let families = "features"
        static let allFamilies = "all"
        static let chosen = "chosen"

        static func of(_ family: FeatureRecipe.Family) -> String { "features.\(family.rawValue)" }

        static func of(_ range: HyperparameterRange, _ learner: SearchedLearner) -> String {
            "\(learner.name).\(range.name)"
        }
    }

    static func parameters(
        _ definition: SearchDefinition, _ features: FeatureDefinition, _ learners: [SearchedLearner],
        _ scene: SearchScene
    ) -> [Parameter] {
        let strategy = definition.strategy
        var windows = definition.windows.map(String.init)
        if strategy.usesWholeHistory { windows.append(Name.wholeHistory) }
        if strategy.usesRowsSinceDrift, scene.rowsSinceDrift != nil { windows.append(Name.sinceDrift) }
        var all = [
            Parameter(Name.learner, .categorical(learners.map(\.name))),
            Parameter(Name.window, .categorical(windows)),
        ]
        if !features.lags.isEmpty, definition.lags.count > 1 {
            all.append(Parameter(Name.lags, .categorical(definition.lags.map { "\($0)" })))
        }
        if !features.families.isEmpty {
            // All of them is a choice of its own: it is what mostly does well.
            all.append(Parameter(Name.families, .categorical([Name.allFamilies, Name.chosen])))
            all += features.families.map {
                Parameter(
                    Name.of($0), .categorical(["true", "false"]), when: .init(Name.families, isOneOf: [Name.chosen]))
            }
        }
        if strategy.halfLives.count > 1 {
            all.append(Parameter(Name.halfLife, .categorical(strategy.halfLives.map(String.init))))
        }
        return all + updates(definition) + starts(definition, scene)
            + learners.flatMap(settings)
    }

    private static func updates(_ definition: SearchDefinition) -> [Parameter] {
        let learners = definition.learners.filter(\.canUpdateLive).map(\.rawValue)
        guard !learners.isEmpty else { return [] }
        return [
            Parameter(
                Name.updates, .categorical(definition.updates.map(\.rawValue)),
                when: .init(Name.learner, isOneOf: learners))
        ]
    }

    /// Training can begin from the champion where the learner is the champion's.
    private static func starts(_ definition: SearchDefinition, _ scene: SearchScene) -> [Parameter] {
        guard let recipe = scene.bases.first(where: \.isChampion)?.specification, definition.has(learnerOf: recipe)
        else { return [] }
        let champion = recipe.learner
        let starts = definition.strategy.starts.filter { $0 == .scratch || $0.fits(champion) }
        guard starts.count > 1 || starts == [.warm] || starts == [.incremental] else { return [] }
        return [
            Parameter(
                Name.start, .categorical(starts.map(\.rawValue)),
                when: .init(Name.learner, isOneOf: [recipe.learnerName]))
        ]
    }

    private static func settings(of learner: SearchedLearner) -> [Parameter] {
        learner.ranges.compactMap { range in
            let kind: Parameter.Kind
            switch range.draw {
            case .whole(let low, let high): kind = .int(low: low, high: high)
            case .even(let low, let high): kind = .float(low: low, high: high)
            case .logarithmic(let low, let high): kind = .logFloat(low: low, high: high)
            case .oneOf(let values):
                var choices: [String] = []
                for value in values where !choices.contains("\(value)") { choices.append("\(value)") }
                kind = .categorical(choices)
            case .fixed: return nil
            }
            return Parameter(
                Name.of(range, learner), kind, when: .init(Name.learner, isOneOf: [learner.name]))
        }
    }
}

extension TrialStart {
    /// Whether a learner's training can begin so.
    func fits(_ learner: Learner) -> Bool {
        switch self {
        case .scratch, .recall: true
        case .warm: learner == .gradientBoosting
        case .incremental: learner != .randomForest && learner != .program
        }
    }
}

extension TrialSpecification {
    /// Begins from a model: an online learner goes on as it is, trees are added to trees that see the same features.
    mutating func begin(from base: SearchScene.Base, _ start: TrialStart) {
        self.start = start
        self.base = base.base
        features = base.specification.features
        if learner.canUpdateLive || start == .recall { hyperparameters = base.specification.hyperparameters }
        if start == .recall { window = base.specification.window }
        // Trees that are added go on with what the trees before them minimise.
        if let loss = base.specification.hyperparameters.first(where: { $0.name == "loss" }) {
            hyperparameters.removeAll { $0.name == "loss" }
            hyperparameters.append(loss)
        }
    }
}
