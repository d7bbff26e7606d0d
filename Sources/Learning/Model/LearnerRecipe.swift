import Domain

/// What a search and a trial know of a learner: its settings, the features it wants, and how it is made.
struct LearnerRecipe: Sendable {
    /// What an online learner is made from.
    struct Making {
        var layout: FeatureLayout
        var task: LearningTask
        var settings: HyperparameterValues
        var seed: UInt64
    }

    var ranges: [HyperparameterRange]
    var style: FittedFeatures.Style
    /// The settings in short words for the screen, after the learner's name.
    var words: @Sendable (HyperparameterValues) -> String
    /// A learner that has seen nothing; nil for batch learners, which are trained at once.
    var make: (@Sendable (Making) -> any ModelPredictor)?

    /// The recipe of each learner.
    static func of(_ learner: Learner) -> LearnerRecipe {
        switch learner {
        case .gradientBoosting: boostedTrees
        case .randomForest: randomForest
        case .linear: linear
        case .quantileRegression: quantileRegression
        case .naiveBayes: naiveBayes
        case .hoeffdingTree: hoeffdingTree
        case .hoeffdingAdaptiveTree: hoeffdingAdaptiveTree
        case .adaptiveRandomForest: adaptiveRandomForest
        case .leveragingBagging: leveragingBagging
        case .streamingRandomPatches: streamingRandomPatches
        case .streamingBoostedTrees: streamingBoostedTrees
        case .nearestNeighbours: nearestNeighbours
        case .perceptron: perceptron
        case .noChange: noChange
        case .majorityClass: majorityClass
        case .movingAverage: movingAverage
        case .seasonalNaive: seasonalNaive
        case .program: program
        case .blend: blend
        }
    }
}

/// A specification's settings by name, with the learner's own values where one is left out.
struct HyperparameterValues: Sendable {
    let given: [Hyperparameter]
    private let ranges: [HyperparameterRange]

    init(_ specification: TrialSpecification) {
        given = specification.hyperparameters
        ranges = LearnerRecipe.of(specification.learner).ranges
    }

    /// 0 for a name that the learner does not have.
    subscript(name: String) -> Double {
        given.first { $0.name == name }?.value ?? ranges.first { $0.name == name }?.standard ?? 0
    }

    func whole(_ name: String) -> Int {
        let value = self[name]
        return value.isFinite ? Int(min(max(value, -1e9), 1e9)) : 0
    }
}
