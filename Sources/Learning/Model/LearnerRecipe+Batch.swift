extension LearnerRecipe {
    static let boostedTrees = LearnerRecipe(
        ranges: [
            HyperparameterRange("depth", .whole(2, 8), 5), HyperparameterRange("rate", .logarithmic(0.03, 0.4), 0.1),
            HyperparameterRange("rounds", .whole(20, 160), 100), HyperparameterRange("subsample", .even(0.5, 1), 0.8),
            HyperparameterRange("columns", .even(0.5, 1), 0.8),
            HyperparameterRange("min_child_weight", .logarithmic(0.5, 20), 1),
            HyperparameterRange("lambda", .logarithmic(0.1, 10), 1),
            HyperparameterRange("drop", .oneOf([0, 0, 0, 0.1]), 0),
            // Squared errors, or the median.
            HyperparameterRange("loss", .oneOf([0, 1]), 0, isForNumbers: true),
        ],
        style: .cuts,
        words: {
            let rule = ($0["drop"] > 0 ? " DART" : "") + ($0["loss"] == 1 ? " median" : "")
            return "depth \($0.whole("depth")) rate \(Words.hundredths($0["rate"])) \($0.whole("rounds")) rounds\(rule)"
        },
        make: nil)

    static let randomForest = LearnerRecipe(
        ranges: [
            HyperparameterRange("depth", .whole(4, 12), 10), HyperparameterRange("trees", .whole(20, 100), 60),
            HyperparameterRange("subsample", .even(0.5, 0.9), 0.8), HyperparameterRange("columns", .even(0.3, 1), 0.6),
            HyperparameterRange("min_child_weight", .logarithmic(0.5, 10), 1),
            HyperparameterRange("lambda", .fixed, 0.00001),
        ],
        style: .cuts, words: { "depth \($0.whole("depth")) \($0.whole("trees")) trees" }, make: nil)
}

/// Numbers in short words.
enum Words {
    /// Two digits after the point, without a leading zero: `.05`, `1.20`.
    static func hundredths(_ value: Double) -> String {
        let whole = Int((value * 100).rounded())
        let fraction = whole % 100
        return (whole >= 100 ? "\(whole / 100)" : "") + ".\(fraction < 10 ? "0" : "")\(fraction)"
    }
}
