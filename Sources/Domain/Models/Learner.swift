/// An algorithm that a search may choose.
package enum Learner: String, Hashable, Codable, Sendable {
    /// XGBoost, boosted trees.
    case gradientBoosting = "boosted-trees"
    /// XGBoost, one round of many parallel trees.
    case randomForest = "random-forest"
    /// Online logistic, softmax or least-squares regression with running standardisation.
    case linear = "linear"
    /// Online linear regression to the median, which one wild value cannot move far.
    case quantileRegression = "quantile-regression"
    case naiveBayes = "naive-bayes"
    case hoeffdingTree = "hoeffding-tree"
    case hoeffdingAdaptiveTree = "hoeffding-adaptive-tree"
    case adaptiveRandomForest = "adaptive-random-forest"
    case leveragingBagging = "leveraging-bagging"
    case streamingRandomPatches = "streaming-random-patches"
    case streamingBoostedTrees = "streaming-boosted-trees"
    case nearestNeighbours = "nearest-neighbours"
    /// A small multilayer perceptron.
    case perceptron = "perceptron"
    case noChange = "no-change"
    case majorityClass = "majority-class"
    case movingAverage = "moving-average"
    case seasonalNaive = "seasonal-naive"
    /// One of the user's own; the recipe's ``LearnerProgram`` says which.
    case program
    /// Several models of a search, whose answers are weighed; the recipe's ``BlendMember``s say which.
    case blend

    /// As sentences and the screen call it: the file's word without its hyphens.
    package var words: String { String(rawValue.map { $0 == "-" ? " " : $0 }) }

    /// What a learner can predict.
    private enum Answer {
        case classes
        case numbers
        case both
    }

    /// Whether the learner can go on learning after promotion; a blend does where a member of it can.
    package var canUpdateLive: Bool {
        self != .gradientBoosting && self != .randomForest && self != .program && self != .blend
    }

    /// Whether the learner can answer a pipeline's question.
    package func fits(_ task: LearningTask) -> Bool {
        switch (answer, task) {
        case (.both, _), (.classes, .classification), (.numbers, .regression): true
        case (.classes, .regression), (.numbers, .classification): false
        }
    }

    private var answer: Answer {
        switch self {
        case .gradientBoosting, .randomForest, .linear, .hoeffdingTree, .adaptiveRandomForest, .streamingBoostedTrees,
            .nearestNeighbours, .perceptron, .program, .blend:
            .both
        case .naiveBayes, .hoeffdingAdaptiveTree, .leveragingBagging, .streamingRandomPatches, .noChange,
            .majorityClass:
            .classes
        case .quantileRegression, .movingAverage, .seasonalNaive: .numbers
        }
    }
}

extension Learner: CaseIterable {
    /// Those that come with this program.
    package static let allCases: [Learner] = [
        .gradientBoosting, .randomForest, .linear, .quantileRegression, .naiveBayes, .hoeffdingTree,
        .hoeffdingAdaptiveTree, .adaptiveRandomForest, .leveragingBagging, .streamingRandomPatches,
        .streamingBoostedTrees, .nearestNeighbours, .perceptron, .noChange, .majorityClass, .movingAverage,
        .seasonalNaive,
    ]
}
