import Domain

extension LearnerRecipe {
    private static let steps = [
        HyperparameterRange("step", .logarithmic(0.01, 0.5), 0.1, live: 0.03),
        // Steps that shrink with all gradients so far, with a fading mean of them, or constant; what goes on learning must
        // not have steps that die out.
        HyperparameterRange("fading", .oneOf([1, 0.999, 0]), 1, live: 0.999),
        HyperparameterRange("l2", .logarithmic(0.000001, 0.001), 0), HyperparameterRange("passes", .whole(1, 4), 2),
    ]

    static let linear = LearnerRecipe(
        ranges: steps, style: .oneHot, words: { "step \(Words.hundredths($0["step"]))\(rule($0))" }
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
        ranges: steps, style: .oneHot, words: { "median, step \(Words.hundredths($0["step"]))\(rule($0))" }
    ) { making in
        RegressorPredictor(
            QuantileRegression(layout: making.layout, settings: settings(making.settings)), layout: making.layout)
    }

    private static func settings(_ values: HyperparameterValues) -> OnlineSettings {
        let rate = values["step"]
        let fading = values["fading"]
        let rule: OnlineSettings.StepRule =
            switch fading {
            case ...0: .constant(rate)
            case ..<1: .fading(rate: rate, factor: fading)
            default: .adaptive(rate: rate)
            }
        return OnlineSettings(step: rule, l2: values["l2"])
    }

    /// How the steps go on; nothing for the usual, which shrink.
    private static func rule(_ values: HyperparameterValues) -> String {
        switch values["fading"] {
        case ...0: " constant"
        case ..<1: " fading"
        default: ""
        }
    }
}
