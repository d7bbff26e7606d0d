import Domain

extension LearnerRecipe {
    private static let growth = [
        HyperparameterRange("grace", .oneOf([50, 100, 200]), 200),
        HyperparameterRange("delta", .logarithmic(0.000001, 0.05), 0.001),
        HyperparameterRange("tie", .even(0.05, 0.15), 0.1),
    ]

    static let hoeffdingTree = LearnerRecipe(
        ranges: growth, style: .codes, words: { "grace \($0.whole("grace"))" }
    ) { making in
        guard case .classification(let classes) = making.task else {
            let settings = RegressionTreeSettings(
                gracePeriod: making.settings["grace"], delta: making.settings["delta"], tie: making.settings["tie"])
            return RegressorPredictor(
                HoeffdingTreeRegressor(layout: making.layout, settings: settings, seed: making.seed),
                layout: making.layout)
        }
        let tree = HoeffdingTree(
            layout: making.layout, classCount: classes.count, settings: tree(making.settings), seed: making.seed)
        return ClassifierPredictor(tree, classCount: classes.count, layout: making.layout)
    }

    static let hoeffdingAdaptiveTree = LearnerRecipe(
        ranges: growth, style: .codes, words: { "grace \($0.whole("grace"))" }
    ) { making in
        let classes = making.task.classes.count
        let tree = HoeffdingAdaptiveTree(
            layout: making.layout, classCount: classes,
            settings: AdaptiveTreeSettings(tree: tree(making.settings)), seed: making.seed)
        return ClassifierPredictor(tree, classCount: classes, layout: making.layout)
    }

    static let adaptiveRandomForest = LearnerRecipe(
        ranges: [
            HyperparameterRange("trees", .oneOf([10, 20, 30]), 10),
            HyperparameterRange("share", .even(0.5, 0.9), 0.6),
            HyperparameterRange("grace", .oneOf([25, 50, 100]), 50),
        ],
        style: .codes, words: { "\($0.whole("trees")) trees, \(Words.hundredths($0["share"])) of features" }
    ) { making in
        let (trees, share, grace) = (
            making.settings.whole("trees"), making.settings["share"], making.settings["grace"]
        )
        guard case .classification(let classes) = making.task else {
            let settings = RegressionEnsembleSettings(
                members: trees, featureShare: min(1, share + 0.1),
                tree: RegressionTreeSettings(gracePeriod: 4 * grace, delta: 0.01, mostLeaves: 256))
            return RegressorPredictor(
                AdaptiveRandomForestRegressor(layout: making.layout, settings: settings, seed: making.seed),
                layout: making.layout)
        }
        let settings = EnsembleSettings(
            members: trees, sampling: .perLeaf(share),
            tree: HoeffdingSettings(gracePeriod: grace, delta: 0.01, tie: 0.05))
        let forest = AdaptiveRandomForest(
            layout: making.layout, classCount: classes.count, settings: settings, seed: making.seed)
        return ClassifierPredictor(forest, classCount: classes.count, layout: making.layout)
    }

    static let leveragingBagging = LearnerRecipe(
        ranges: [
            HyperparameterRange("trees", .oneOf([10, 20, 30]), 10),
            HyperparameterRange("grace", .oneOf([100, 200]), 200),
        ],
        style: .codes, words: { "\($0.whole("trees")) trees, grace \($0.whole("grace"))" }
    ) { making in
        let classes = making.task.classes.count
        let settings = EnsembleSettings(
            members: making.settings.whole("trees"), sampling: .all, driftDelta: 0.002,
            tree: HoeffdingSettings(gracePeriod: making.settings["grace"]))
        let bagging = LeveragingBagging(
            layout: making.layout, classCount: classes, settings: settings, seed: making.seed)
        return ClassifierPredictor(bagging, classCount: classes, layout: making.layout)
    }

    static let streamingRandomPatches = LearnerRecipe(
        ranges: [
            HyperparameterRange("trees", .oneOf([10, 20, 30]), 10),
            HyperparameterRange("share", .even(0.5, 0.9), 0.6),
            HyperparameterRange("grace", .oneOf([25, 50, 100]), 50),
        ],
        style: .codes, words: { "\($0.whole("trees")) trees, \(Words.hundredths($0["share"])) of features" }
    ) { making in
        let classes = making.task.classes.count
        let settings = EnsembleSettings(
            members: making.settings.whole("trees"), sampling: .perTree(making.settings["share"]),
            tree: HoeffdingSettings(gracePeriod: making.settings["grace"], delta: 0.01, tie: 0.05))
        let patches = StreamingRandomPatches(
            layout: making.layout, classCount: classes, settings: settings, seed: making.seed)
        return ClassifierPredictor(patches, classCount: classes, layout: making.layout)
    }

    static let streamingBoostedTrees = LearnerRecipe(
        ranges: [
            HyperparameterRange("steps", .oneOf([20, 40, 60]), 40),
            HyperparameterRange("rate", .logarithmic(0.05, 0.3), 0.1),
        ],
        style: .codes, words: { "\($0.whole("steps")) steps, rate \(Words.hundredths($0["rate"]))" }
    ) { making in
        let (steps, rate) = (making.settings.whole("steps"), making.settings["rate"])
        guard case .classification(let classes) = making.task else {
            let settings = BoostingSettings(
                steps: steps, rate: rate, warningDelta: 0.0001, driftDelta: 0.00001,
                tree: RegressionTreeSettings(gracePeriod: 25, delta: 0.05, mostLeaves: 256))
            return RegressorPredictor(
                StreamingGradientBoostedRegressor(layout: making.layout, settings: settings, seed: making.seed),
                layout: making.layout)
        }
        let trees = StreamingGradientBoostedTrees(
            layout: making.layout, classCount: classes.count, settings: BoostingSettings(steps: steps, rate: rate),
            seed: making.seed)
        return ClassifierPredictor(trees, classCount: classes.count, layout: making.layout)
    }

    private static func tree(_ values: HyperparameterValues) -> HoeffdingSettings {
        HoeffdingSettings(gracePeriod: values["grace"], delta: values["delta"], tie: values["tie"])
    }
}
