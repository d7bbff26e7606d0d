import Learning

extension EnduranceCase {
    /// Everything that is run, in order.
    static let all = detectors + learners + ensembles

    private static let detectors = [
        EnduranceCase("adwin", mostBytes: 8_192) {
            DetectorRunner(ADWIN()) { _ = $0.update($1) }
        }
    ]

    private static let learners = [
        EnduranceCase("logistic-regression", mostBytes: 16_384) {
            LearnerRunner(LogisticRegression(layout: TurningStream.layout))
        },
        EnduranceCase("naive-bayes", mostBytes: 16_384) {
            LearnerRunner(NaiveBayes(layout: TurningStream.layout))
        },
        EnduranceCase("hoeffding-tree", mostBytes: 8 << 20, mostNodes: 2_047) {
            LearnerRunner(HoeffdingTree(layout: TurningStream.layout)) { $0.nodeCount }
        },
        EnduranceCase("hoeffding-adaptive-tree", mostBytes: 16 << 20, mostNodes: 4_094) {
            LearnerRunner(HoeffdingAdaptiveTree(layout: TurningStream.layout)) { $0.nodeCount }
        },
    ]

    private static let ensembles = [
        EnduranceCase("adaptive-random-forest", events: 200_000, mostBytes: 64 << 20, mostNodes: 40_940) {
            LearnerRunner(AdaptiveRandomForest(layout: TurningStream.layout)) { $0.nodeCount }
        },
        EnduranceCase("leveraging-bagging", events: 200_000, mostBytes: 64 << 20, mostNodes: 20_470) {
            LearnerRunner(LeveragingBagging(layout: TurningStream.layout)) { $0.nodeCount }
        },
        EnduranceCase("streaming-random-patches", events: 200_000, mostBytes: 64 << 20, mostNodes: 40_940) {
            LearnerRunner(StreamingRandomPatches(layout: TurningStream.layout)) { $0.nodeCount }
        },
        EnduranceCase("streaming-gradient-boosted-trees", events: 200_000, mostBytes: 64 << 20, mostNodes: 163_760) {
            LearnerRunner(StreamingGradientBoostedTrees(layout: TurningStream.layout)) { $0.nodeCount }
        },
    ]
}
