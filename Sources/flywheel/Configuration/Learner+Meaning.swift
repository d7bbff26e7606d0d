import Domain

extension Learner {
    /// What it is, in a few words for `flywheel explain`.
    var meaning: String {
        switch self {
        case .gradientBoosting: "XGBoost: trees that mend each other's errors"
        case .randomForest: "XGBoost: many trees side by side, averaged"
        case .linear: "logistic, softmax or least-squares regression, learnt row by row"
        case .quantileRegression: "linear regression to the median"
        case .naiveBayes: "columns taken as independent of each other"
        case .hoeffdingTree: "one tree that grows with the stream"
        case .hoeffdingAdaptiveTree: "the same; branches that got worse are replaced"
        case .adaptiveRandomForest: "Hoeffding trees side by side, each replaced when it drifts"
        case .leveragingBagging: "Hoeffding trees on weighted copies of the rows"
        case .streamingRandomPatches: "Hoeffding trees on parts of the columns and of the rows"
        case .streamingBoostedTrees: "trees that mend each other's errors, learnt row by row"
        case .nearestNeighbours: "the answers of the most similar newest rows"
        case .perceptron: "a small neural network"
        case .noChange: "baseline: the newest label known"
        case .majorityClass: "baseline: the most frequent class"
        case .movingAverage: "baseline: the mean of the newest labels"
        case .seasonalNaive: "baseline: the label one season ago"
        case .program: "a program of your own"
        case .blend: "several models of a search, whose answers are weighed"
        }
    }

    /// What it can answer.
    var answers: String {
        let isForNumbers = fits(.regression)
        let isForClasses = fits(.classification(classes: []))
        return isForNumbers && isForClasses ? "" : isForClasses ? "; classes only" : "; numbers only"
    }
}
