import Learning

extension EnduranceCase {
    /// Everything that is run, in order.
    static let all = detectors + baselines + linear + trees + neighbours + networks + ensembles + boosted

    private static let layout = TurningStream.layout

    private static let detectors = [
        EnduranceCase("adwin", mostBytes: 8_192) { DetectorRunner(ADWIN()) },
        EnduranceCase("kswin", events: 1_000_000, mostBytes: 8_192) { DetectorRunner(KSWIN()) },
        EnduranceCase("page-hinkley", mostBytes: 1_024) { DetectorRunner(PageHinkley()) },
        EnduranceCase("cusum", mostBytes: 1_024) { DetectorRunner(CUSUM()) },
        EnduranceCase("ddm", mostBytes: 1_024) { DetectorRunner(DDM()) },
        EnduranceCase("eddm", mostBytes: 1_024) { DetectorRunner(EDDM()) },
        EnduranceCase("rddm", mostBytes: 131_072) { DetectorRunner(RDDM()) },
        EnduranceCase("hddm-a", mostBytes: 1_024) { DetectorRunner(HDDMAverage()) },
        EnduranceCase("hddm-w", mostBytes: 1_024) { DetectorRunner(HDDMWeighted()) },
        EnduranceCase("stepd", mostBytes: 2_048) { DetectorRunner(STEPD()) },
    ]

    private static let baselines = [
        EnduranceCase("no-change", mostBytes: 1_024) { LearnerRunner(NoChange(layout: layout)) },
        EnduranceCase("majority-class", mostBytes: 1_024) { LearnerRunner(MajorityClass(layout: layout)) },
        EnduranceCase("moving-average", mostBytes: 2_048) { LearnerRunner(MovingAverage(layout: layout)) },
        EnduranceCase("seasonal-naive", mostBytes: 2_048) { LearnerRunner(SeasonalNaive(layout: layout, season: 24)) },
    ]

    private static let linear = [
        EnduranceCase("naive-bayes", mostBytes: 16_384) { LearnerRunner(NaiveBayes(layout: layout)) },
        EnduranceCase("logistic-regression", mostBytes: 16_384) { LearnerRunner(LogisticRegression(layout: layout)) },
        EnduranceCase("softmax-regression", mostBytes: 16_384) { LearnerRunner(SoftmaxRegression(layout: layout)) },
        EnduranceCase("linear-regression", mostBytes: 16_384) { LearnerRunner(LinearRegression(layout: layout)) },
        EnduranceCase("quantile-regression", mostBytes: 16_384) { LearnerRunner(QuantileRegression(layout: layout)) },
    ]

    private static let trees = [
        EnduranceCase("hoeffding-tree", mostBytes: 8 << 20, mostNodes: 2_047) {
            LearnerRunner(HoeffdingTree(layout: layout)) { $0.nodeCount }
        },
        EnduranceCase("hoeffding-adaptive-tree", mostBytes: 16 << 20, mostNodes: 4_094) {
            LearnerRunner(HoeffdingAdaptiveTree(layout: layout)) { $0.nodeCount }
        },
        EnduranceCase("hoeffding-tree-regressor", mostBytes: 16 << 20, mostNodes: 2_047) {
            LearnerRunner(HoeffdingTreeRegressor(layout: layout)) { $0.nodeCount }
        },
    ]

    // A window of a thousand rows is asked on each event: as dear as an ensemble.
    private static let neighbours = [
        EnduranceCase("nearest-neighbours", events: 200_000, mostBytes: 1 << 20) {
            LearnerRunner(NearestNeighboursClassifier(layout: layout))
        },
        EnduranceCase("nearest-neighbours-regressor", events: 200_000, mostBytes: 1 << 20) {
            LearnerRunner(NearestNeighboursRegressor(layout: layout))
        },
    ]

    private static let networks = [
        EnduranceCase("multilayer-perceptron", mostBytes: 1 << 20) {
            LearnerRunner(MultilayerPerceptronClassifier(layout: layout))
        },
        EnduranceCase("multilayer-perceptron-regressor", mostBytes: 1 << 20) {
            LearnerRunner(MultilayerPerceptronRegressor(layout: layout))
        },
    ]

    private static let ensembles = [
        EnduranceCase("adaptive-random-forest", events: 200_000, mostBytes: 64 << 20, mostNodes: 40_940) {
            LearnerRunner(AdaptiveRandomForest(layout: layout)) { $0.nodeCount }
        },
        EnduranceCase("leveraging-bagging", events: 200_000, mostBytes: 64 << 20, mostNodes: 20_470) {
            LearnerRunner(LeveragingBagging(layout: layout)) { $0.nodeCount }
        },
        EnduranceCase("streaming-random-patches", events: 200_000, mostBytes: 64 << 20, mostNodes: 40_940) {
            LearnerRunner(StreamingRandomPatches(layout: layout)) { $0.nodeCount }
        },
        EnduranceCase("adaptive-random-forest-regressor", events: 200_000, mostBytes: 64 << 20, mostNodes: 40_940) {
            LearnerRunner(AdaptiveRandomForestRegressor(layout: layout)) { $0.nodeCount }
        },
    ]

    private static let boosted = [
        EnduranceCase("boosted-trees", events: 200_000, mostBytes: 128 << 20, mostNodes: 163_760) {
            LearnerRunner(StreamingGradientBoostedTrees(layout: layout)) { $0.nodeCount }
        },
        EnduranceCase("boosted-regressor", events: 200_000, mostBytes: 128 << 20, mostNodes: 163_760) {
            LearnerRunner(StreamingGradientBoostedRegressor(layout: layout)) { $0.nodeCount }
        },
    ]
}
