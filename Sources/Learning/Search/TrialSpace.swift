package import Domain

/// The recipes that a search may try, as a parameter space and back.
///
/// Each learner brings its own settings, which apply only where it is chosen; so does how its version is kept, and what its
/// training begins from where the champion is of the same kind.
package struct TrialSpace: Sendable {
    package let space: ParameterSpace
    private let definition: SearchDefinition
    private let features: FeatureDefinition
    private let learners: [SearchedLearner]
    private let scene: SearchScene

    /// - Throws: ``ParameterSpaceError`` with everything in the definition that makes no space.
    package init(
        definition: SearchDefinition, features: FeatureDefinition, task: LearningTask,
        scene: SearchScene = SearchScene()
    ) throws(ParameterSpaceError) {
        self.definition = definition
        self.features = features
        self.scene = scene
        learners = SearchedLearner.all(definition, task)
        space = try ParameterSpace(Self.parameters(definition, features, learners, scene))
    }

    /// The recipe at a point; settings of the space's learner that are not searched have their standard values.
    package func specification(at point: ParameterPoint, seed: UInt64) -> TrialSpecification {
        let chosen = point.category(Name.learner)
        let learner = learners.first { $0.name == chosen } ?? learners[0]
        let start = TrialStart(rawValue: point.category(Name.start)) ?? .scratch
        let halfLife = Int(point.category(Name.halfLife)) ?? 0
        var specification = TrialSpecification(
            learner: learner.learner, updates: UpdateMode(rawValue: point.category(Name.updates)) ?? .frozen,
            features: recipe(at: point), window: window(point.category(Name.window)),
            hyperparameters: learner.ranges.map { range in
                Hyperparameter(range.name, point.number(Name.of(range, learner)) ?? range.standard)
            },
            seed: seed, halfLifeRows: halfLife > 0 ? halfLife : nil, program: learner.program)
        if start != .scratch, let base = champion(of: learner) {
            specification.begin(from: base, start)
        }
        return specification
    }

    /// A recipe drawn evenly.
    package func sample(using generator: inout SeededGenerator, seed: UInt64) -> TrialSpecification {
        specification(at: space.sample(using: &generator), seed: seed)
    }

    /// The nearest point to a recipe of this or another space.
    package func point(of specification: TrialSpecification) -> ParameterPoint {
        var entries = [
            ParameterPoint.Entry(Name.learner, .category(specification.learnerName)),
            .init(Name.window, .category(nearestWindow(to: specification.window))),
            .init(Name.lags, .category("\(specification.features.usesLags)")),
            .init(Name.halfLife, .category("\(specification.halfLifeRows ?? 0)")),
            .init(Name.updates, .category(specification.updates.rawValue)),
            .init(Name.start, .category((specification.start ?? .scratch).rawValue)),
        ]
        let families = specification.features.families
        entries.append(
            .init(Name.families, .category(families == features.families ? Name.allFamilies : Name.chosen)))
        entries += features.families.map { .init(Name.of($0), .category("\(families.contains($0))")) }
        guard let learner = learners.first(where: { $0.name == specification.learnerName }) else {
            return space.clipped(ParameterPoint(entries))
        }
        for range in learner.ranges {
            guard let given = specification.hyperparameters.first(where: { $0.name == range.name })?.value else {
                continue
            }
            let isChoice = if case .oneOf = range.draw { true } else { false }
            entries.append(.init(Name.of(range, learner), isChoice ? .category("\(given)") : .float(given)))
        }
        return space.clipped(ParameterPoint(entries))
    }

    // MARK: Parts

    private func recipe(at point: ParameterPoint) -> FeatureRecipe {
        FeatureRecipe(
            calendar: features.calendar, usesLags: uses(Name.lags, at: point) && !features.lags.isEmpty,
            families: features.families.filter {
                point.category(Name.families) != Name.chosen || uses(Name.of($0), at: point)
            })
    }

    /// What is not searched is as the definition has it: lags by its only choice, a family always.
    private func uses(_ name: String, at point: ParameterPoint) -> Bool {
        guard case .category(let choice)? = point[name] else { return name != Name.lags || definition.lags[0] }
        return choice == "true"
    }

    private func window(_ choice: String) -> Int {
        switch choice {
        case Name.wholeHistory: Int(Int32.max)
        case Name.sinceDrift: scene.rowsSinceDrift ?? Int(Int32.max)
        default: Int(choice) ?? definition.windows[0]
        }
    }

    private func nearestWindow(to rows: Int) -> String {
        if rows >= Int(Int32.max), definition.strategy.usesWholeHistory { return Name.wholeHistory }
        let nearest = definition.windows.min { ($0 - rows).magnitude < ($1 - rows).magnitude }
        return nearest.map(String.init) ?? Name.wholeHistory
    }

    private func champion(of learner: SearchedLearner) -> SearchScene.Base? {
        scene.bases.first { $0.isChampion && $0.specification.learnerName == learner.name }
    }
}

extension ParameterPoint {
    fileprivate func category(_ name: String) -> String {
        if case .category(let choice)? = self[name] { choice } else { "" }
    }

    /// A choice of numbers is one by its words.
    fileprivate func number(_ name: String) -> Double? {
        if case .category(let choice)? = self[name] { Double(choice) } else { self[name]?.number }
    }
}
