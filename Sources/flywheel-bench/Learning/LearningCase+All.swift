import Domain
import Learning

extension LearningCase {
    private typealias Baseline = LearningGoal.Baseline

    /// Everything that is measured, in the order of the table.
    static let all = learners + ensembles + [best] + detectors + reports + forests

    private static let learners = [
        LearningCase(
            "naive-bayes", "naive Bayes",
            [
                .accuracy: .equal(Baseline(peer: "River", stated: 0.7287)),
                .rowsPerSecond: .times(5, Baseline(peer: "MOA", stated: 190_700)),
            ]
        ) { try $0.prequential { NaiveBayes(layout: Electricity.layout) } },
        LearningCase(
            "logistic", "logistic regression, scaled, SGD 0.01",
            [
                .accuracy: .equal(Baseline(peer: "River", stated: 0.8373)),
                .rowsPerSecond: .atLeast(5_000_000),
            ]
        ) {
            try $0.prequential {
                LogisticRegression(layout: Electricity.layout, settings: .init(step: .constant(0.01)))
            }
        },
        LearningCase(
            "hoeffding-tree", "Hoeffding tree",
            [
                .accuracy: .notBelow(Baseline(peer: "CapyMOA", stated: 0.8173)),
                .rowsPerSecond: .times(5, Baseline(peer: "MOA", stated: 101_100)),
            ]
        ) { try $0.prequential { HoeffdingTree(layout: Electricity.layout) } },
        LearningCase(
            "hoeffding-adaptive-tree", "Hoeffding adaptive tree",
            [
                .accuracy: .notBelow(Baseline(peer: "CapyMOA", stated: 0.8445)),
                .rowsPerSecond: .times(5, Baseline(peer: "MOA", stated: 62_500)),
            ]
        ) { try $0.prequential { HoeffdingAdaptiveTree(layout: Electricity.layout) } },
    ]

    private static let ensembles = [
        LearningCase(
            "adaptive-random-forest-10", "adaptive random forest of 10",
            [
                .accuracy: .notBelow(Baseline(peer: "CapyMOA", stated: 0.8929)),
                .rowsPerSecond: .times(5, Baseline(peer: "CapyMOA", stated: 3_680)),
            ]
        ) { try $0.prequential { AdaptiveRandomForest(layout: Electricity.layout) } },
        LearningCase(
            "adaptive-random-forest-10-two-cores", "adaptive random forest of 10, a tree a task",
            [.speedUp: .atLeast(1.6)], measure: ForestOnTwoCores.measure),
        LearningCase(
            "adaptive-random-forest-30", "adaptive random forest of 30",
            [.accuracy: .notBelow(Baseline(peer: "CapyMOA", stated: 0.8992))]
        ) { try $0.prequential { AdaptiveRandomForest(layout: Electricity.layout, settings: .init(members: 30)) } },
        LearningCase(
            "leveraging-bagging-10", "leveraging bagging of 10",
            [.accuracy: .notBelow(Baseline(peer: "CapyMOA", stated: 0.8935))]
        ) { try $0.prequential { LeveragingBagging(layout: Electricity.layout) } },
        LearningCase("streaming-random-patches-10", "streaming random patches of 10") {
            try $0.prequential { StreamingRandomPatches(layout: Electricity.layout) }
        },
        LearningCase("streaming-gradient-boosted-trees", "streaming gradient boosted trees") {
            try $0.prequential { StreamingGradientBoostedTrees(layout: Electricity.layout) }
        },
    ]

    private static let best = LearningCase(
        "best", "the best on the first 5,000 rows", [.accuracy: .atLeast(0.915)], measure: BestLearner.measure)

    private static let detectors = [
        LearningCase("adwin", "ADWIN on 0/1 errors", [.valuesPerSecond: .atLeast(25_000_000)]) { _ in
            let errors = ErrorStream.values(4_000_000)
            let (seconds, _) = ProcessorClock.median {
                var detector = ADWIN()
                return errors.reduce(0) { $0 + (detector.observe($1) == .drift ? 1 : 0) }
            }
            return [.valuesPerSecond: Double(errors.count) / seconds]
        }
    ]

    private static let reports = [
        LearningCase("drift-report", "drift report, 100,000 × 20", [.cpuSeconds: .atMost(0.07)]) { _ in
            try DriftRows.report(movedBy: 0.02)
        },
        LearningCase("drift-report-still", "the same, nothing moved", [.cpuSeconds: .atMost(0.07)]) { _ in
            try DriftRows.report(movedBy: 0)
        },
        LearningCase("drift-report-tails", "the same, heavy tails", [.cpuSeconds: .atMost(0.07)]) { _ in
            try DriftRows.report(movedBy: 0.02, hasHeavyTails: true)
        },
    ]

    private static let library = "XGBoost \(XGBoostLibrary.version) in C"

    private static let forests = [
        LearningCase(
            "forest-one-row", "100 trees of depth 6, one row", [.microseconds: .atMost(1.5)],
            linked: (library, ForestRows.libraryOneRow)
        ) { _ in try ForestRows.oneRow() },
        LearningCase(
            "forest-batch", "100 trees of depth 6, a batch", [.microseconds: .atMost(0.8)],
            linked: (library, ForestRows.libraryBatch)
        ) { _ in try ForestRows.batch() },
    ]
}
