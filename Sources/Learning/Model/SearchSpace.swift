package import Domain

/// The recipes that a search may try: each learner brings its own ranges.
package enum SearchSpace {
    /// Draws one point of the space.
    package static func sample(
        definition: SearchDefinition, features: FeatureDefinition, using generator: inout SeededGenerator
    ) -> TrialSpecification {
        let learner = definition.learners[generator.index(below: definition.learners.count)]
        let window = definition.windows[generator.index(below: definition.windows.count)]
        let usesLags = definition.lags[generator.index(below: definition.lags.count)]
        let updates = definition.updates[generator.index(below: definition.updates.count)]
        return TrialSpecification(
            learner: learner, updates: learner.canUpdateLive ? updates : .frozen,
            features: FeatureRecipe(calendar: features.calendar, usesLags: usesLags && !features.lags.isEmpty),
            window: window, hyperparameters: draw(learner, using: &generator), seed: 0)
    }

    /// A learner with its default settings.
    package static func plain(
        learner: Learner, updates: UpdateMode, features: FeatureRecipe, window: Int, seed: UInt64
    ) -> TrialSpecification {
        let updates = learner.canUpdateLive ? updates : .frozen
        return TrialSpecification(
            learner: learner, updates: updates, features: features, window: window,
            hyperparameters: defaults(of: learner, updates), seed: seed)
    }

    /// A recipe in short words for the screen: `boosted trees depth 5 rate .12 120 rounds, lags`.
    package static func summary(of specification: TrialSpecification) -> String {
        func value(_ name: String) -> Double { specification.hyperparameters.first { $0.name == name }?.value ?? 0 }
        let lags = specification.features.usesLags ? ", lags" : ""
        let live = specification.updates == .live ? ", live" : ""
        let shuffled = specification.shufflesLabels ? ", shuffled labels" : ""
        let recipe =
            switch specification.learner {
            case .gradientBoosting:
                "boosted trees depth \(Int(value("depth"))) rate \(hundredths(value("rate"))) "
                    + "\(Int(value("rounds"))) rounds"
            case .randomForest: "forest depth \(Int(value("depth"))) \(Int(value("trees"))) trees"
            case .linear: "linear step \(hundredths(value("step")))\(stepRule(specification))"
            }
        return recipe + lags + live + shuffled
    }

    /// How the step of a linear learner goes on; nothing for the usual, which shrinks.
    private static func stepRule(_ specification: TrialSpecification) -> String {
        switch specification.hyperparameters.first(where: { $0.name == "fading" })?.value ?? 1 {
        case ...0: " constant"
        case ..<1: " fading"
        default: ""
        }
    }

    private static func hundredths(_ value: Double) -> String {
        let whole = Int((value * 100).rounded())
        let fraction = whole % 100
        return (whole >= 100 ? "\(whole / 100)" : "") + ".\(fraction < 10 ? "0" : "")\(fraction)"
    }

    private static func defaults(of learner: Learner, _ updates: UpdateMode) -> [Hyperparameter] {
        switch learner {
        case .gradientBoosting:
            [
                Hyperparameter("depth", 5), Hyperparameter("rate", 0.1), Hyperparameter("rounds", 100),
                Hyperparameter("subsample", 0.8), Hyperparameter("columns", 0.8),
                Hyperparameter("min_child_weight", 1), Hyperparameter("lambda", 1),
            ]
        case .randomForest:
            [
                Hyperparameter("depth", 10), Hyperparameter("trees", 60), Hyperparameter("subsample", 0.8),
                Hyperparameter("columns", 0.6), Hyperparameter("min_child_weight", 1),
                Hyperparameter("lambda", 0.00001),
            ]
        case .linear:
            // What goes on learning must not have steps that die out.
            [
                Hyperparameter("step", 0.1), Hyperparameter("fading", updates == .live ? 0.999 : 1),
                Hyperparameter("l2", 0), Hyperparameter("passes", 2),
            ]
        }
    }

    private static func draw(_ learner: Learner, using generator: inout SeededGenerator) -> [Hyperparameter] {
        func even(_ low: Double, _ high: Double) -> Double { low + (high - low) * generator.unitInterval() }
        func whole(_ low: Int, _ high: Int) -> Double { Double(low + generator.index(below: high - low + 1)) }
        func logarithmic(_ low: Double, _ high: Double) -> Double {
            Elementary.exp(even(Elementary.log(low), Elementary.log(high)))
        }
        return switch learner {
        case .gradientBoosting:
            [
                Hyperparameter("depth", whole(2, 8)), Hyperparameter("rate", logarithmic(0.03, 0.4)),
                Hyperparameter("rounds", whole(20, 160)), Hyperparameter("subsample", even(0.5, 1)),
                Hyperparameter("columns", even(0.5, 1)), Hyperparameter("min_child_weight", logarithmic(0.5, 20)),
                Hyperparameter("lambda", logarithmic(0.1, 10)),
            ]
        case .randomForest:
            [
                Hyperparameter("depth", whole(4, 12)), Hyperparameter("trees", whole(20, 100)),
                Hyperparameter("subsample", even(0.5, 0.9)), Hyperparameter("columns", even(0.3, 1)),
                Hyperparameter("min_child_weight", logarithmic(0.5, 10)), Hyperparameter("lambda", 0.00001),
            ]
        case .linear:
            [
                Hyperparameter("step", logarithmic(0.01, 0.5)),
                // Shrinking with all gradients so far, with a fading mean of them, or constant.
                Hyperparameter("fading", [1, 0.999, 0][generator.index(below: 3)]),
                Hyperparameter("l2", logarithmic(0.000001, 0.001)),
                Hyperparameter("passes", whole(1, 4)),
            ]
        }
    }
}
