import Domain

extension LearnerRecipe {
    /// How a linear learner's steps go on, by the number that stands for it among the hyperparameters.
    private enum Rule: Double, CaseIterable {
        case adaptive = 0
        case fading = 1
        case constant = 2
        case adam = 3
        case proximal = 4
    }

    private static let steps = [
        HyperparameterRange("step", .logarithmic(0.01, 0.5), 0.1, live: 0.03),
        // What goes on learning must not have steps that die out.
        HyperparameterRange(
            "rule", .oneOf(Rule.allCases.map(\.rawValue)), Rule.adaptive.rawValue, live: Rule.fading.rawValue),
        HyperparameterRange("l2", .logarithmic(0.000001, 0.001), 0), HyperparameterRange("passes", .whole(1, 4), 2),
    ]

    static let linear = LearnerRecipe(
        ranges: steps, style: .oneHot, words: { "step \(Words.hundredths($0["step"]))\(ruleInWords($0))" }
    ) { making in
        let settings = settings(making.settings)
        let layout = making.layout
        let classes = making.task.classes.count
        return switch classes {
        case 0: RegressorPredictor(LinearRegression(layout: layout, settings: settings), layout: layout)
        case 2:
            ClassifierPredictor(LogisticRegression(layout: layout, settings: settings), classCount: 2, layout: layout)
        default:
            ClassifierPredictor(
                SoftmaxRegression(layout: layout, classCount: classes, settings: settings), classCount: classes,
                layout: layout)
        }
    }

    static let quantileRegression = LearnerRecipe(
        ranges: steps, style: .oneHot, words: { "median, step \(Words.hundredths($0["step"]))\(ruleInWords($0))" }
    ) { making in
        RegressorPredictor(
            QuantileRegression(layout: making.layout, settings: settings(making.settings)), layout: making.layout)
    }

    private static func settings(_ values: HyperparameterValues) -> OnlineSettings {
        let rate = values["step"]
        let step: OnlineSettings.StepRule =
            switch rule(values) {
            case .adaptive: .adaptive(rate: rate)
            case .fading: .fading(rate: rate, factor: 0.999)
            case .constant: .constant(rate)
            case .adam: .adam(rate: rate)
            // Zero until it matters: what tells this rule from AdaGrad's.
            case .proximal: .proximal(rate: rate, l1: 1)
            }
        return OnlineSettings(step: step, l2: values["l2"])
    }

    private static func rule(_ values: HyperparameterValues) -> Rule { Rule(rawValue: values["rule"]) ?? .adaptive }

    /// How the steps go on; nothing for the usual, which shrink.
    private static func ruleInWords(_ values: HyperparameterValues) -> String {
        switch rule(values) {
        case .adaptive: ""
        case .fading: " fading"
        case .constant: " constant"
        case .adam: " Adam"
        case .proximal: " FTRL"
        }
    }
}
