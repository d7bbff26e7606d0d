import Domain

extension LearnerRecipe {
    static let naiveBayes = LearnerRecipe(
        ranges: [HyperparameterRange("smoothing", .logarithmic(0.1, 10), 1)], style: .codes,
        words: { "smoothing \(Words.hundredths($0["smoothing"]))" }
    ) { making in
        let classes = making.task.classes.count
        let bayes = NaiveBayes(
            layout: making.layout, classCount: classes,
            settings: NaiveBayes.Settings(smoothing: making.settings["smoothing"]))
        return ClassifierPredictor(bayes, classCount: classes, layout: making.layout)
    }

    static let nearestNeighbours = LearnerRecipe(
        ranges: [
            HyperparameterRange("neighbours", .whole(3, 25), 7),
            HyperparameterRange("window", .oneOf([500, 1_000, 2_000]), 1_000),
        ],
        style: .codes, words: { "\($0.whole("neighbours")) of \($0.whole("window"))" }
    ) { making in
        let settings = NeighbourSettings(
            neighbours: making.settings.whole("neighbours"), window: making.settings.whole("window"))
        guard case .classification(let classes) = making.task else {
            return RegressorPredictor(
                NearestNeighboursRegressor(layout: making.layout, settings: settings), layout: making.layout)
        }
        let neighbours = NearestNeighboursClassifier(
            layout: making.layout, classCount: classes.count, settings: settings)
        return ClassifierPredictor(neighbours, classCount: classes.count, layout: making.layout)
    }

    static let perceptron = LearnerRecipe(
        ranges: [
            HyperparameterRange("units", .oneOf([16, 32, 64]), 32),
            HyperparameterRange("second", .oneOf([0, 16]), 0),
            HyperparameterRange("rate", .logarithmic(0.001, 0.02), 0.005),
            HyperparameterRange("passes", .whole(1, 8), 4),
        ],
        style: .oneHot,
        words: {
            let second = $0.whole("second")
            return "\($0.whole("units"))\(second > 0 ? "+\(second)" : "") units, \($0.whole("passes")) passes"
        }
    ) { making in
        let second = making.settings.whole("second")
        let settings = NetworkSettings(
            hidden: [making.settings.whole("units")] + (second > 0 ? [second] : []), rate: making.settings["rate"],
            seed: making.seed)
        guard case .classification(let classes) = making.task else {
            return RegressorPredictor(
                MultilayerPerceptronRegressor(layout: making.layout, settings: settings), layout: making.layout)
        }
        let network = MultilayerPerceptronClassifier(
            layout: making.layout, classCount: classes.count, settings: settings)
        return ClassifierPredictor(network, classCount: classes.count, layout: making.layout)
    }

    /// Its settings are the pipeline file's; see ``SearchedLearner``.
    static let program = LearnerRecipe(
        ranges: [], style: .cuts,
        words: { values in
            values.given.map { one in
                "\(one.name) \(one.value == one.value.rounded() ? "\(Int(one.value))" : Words.hundredths(one.value))"
            }.joined(separator: " ")
        })

    /// It has no settings; its members' recipes have theirs.
    static let blend = LearnerRecipe(ranges: [], style: .codes, words: { _ in "" })

    static let noChange = LearnerRecipe(ranges: [], style: .codes, words: { _ in "" }) { making in
        let classes = making.task.classes.count
        return ClassifierPredictor(
            NoChange(layout: making.layout, classCount: classes), classCount: classes, layout: making.layout)
    }

    static let majorityClass = LearnerRecipe(ranges: [], style: .codes, words: { _ in "" }) { making in
        let classes = making.task.classes.count
        return ClassifierPredictor(
            MajorityClass(layout: making.layout, classCount: classes), classCount: classes, layout: making.layout)
    }

    static let movingAverage = LearnerRecipe(
        ranges: [HyperparameterRange("window", .whole(1, 48), 24)], style: .codes,
        words: { "of \($0.whole("window"))" }
    ) { making in
        RegressorPredictor(
            MovingAverage(layout: making.layout, window: max(1, making.settings.whole("window"))),
            layout: making.layout)
    }

    static let seasonalNaive = LearnerRecipe(
        ranges: [HyperparameterRange("season", .oneOf([1, 7, 24, 168]), 24)], style: .codes,
        words: { "season \($0.whole("season"))" }
    ) { making in
        RegressorPredictor(
            SeasonalNaive(layout: making.layout, season: max(1, making.settings.whole("season"))),
            layout: making.layout)
    }
}
