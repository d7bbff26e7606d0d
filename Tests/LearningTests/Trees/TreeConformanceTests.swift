import Learning
import TestSupport
import Testing

/// Every tree and every ensemble of trees keeps the promises of its suite.
///
/// A split may come between two copies of an example, and the order of equal candidates follows the features' order: two
/// promises are not asked for.
struct TreeConformanceTests {
    private static let listed: [ListedLearner] = [
        .classifier("Hoeffding tree", .init(except: [.weightsCountAsCopies, .ignoresTheOrderOfFeatures])) {
            HoeffdingTree(layout: $0)
        },
        .classifier("adaptive tree", .init(except: [.weightsCountAsCopies, .ignoresTheOrderOfFeatures])) {
            HoeffdingAdaptiveTree(layout: $0)
        },
        .classifier(
            "adaptive random forest", .init(except: [.weightsCountAsCopies, .ignoresTheOrderOfFeatures])
        ) {
            AdaptiveRandomForest(layout: $0, settings: .init(members: 3))
        },
        .classifier(
            "leveraging bagging", .init(except: [.weightsCountAsCopies, .ignoresTheOrderOfFeatures])
        ) {
            LeveragingBagging(layout: $0, settings: .init(members: 3, sampling: .all))
        },
        .classifier("random patches", .init(except: [.weightsCountAsCopies, .ignoresTheOrderOfFeatures])) {
            StreamingRandomPatches(layout: $0, settings: .init(members: 3, sampling: .perTree(0.8)))
        },
        .classifier(
            "boosted stream",
            .init(except: [.weightsCountAsCopies, .ignoresTheOrderOfFeatures], encodedBytes: 1_500_000)
        ) {
            StreamingGradientBoostedTrees(layout: $0, settings: .init(steps: 8, rate: 0.3))
        },
        .regressor("Hoeffding tree", .init(except: [.weightsCountAsCopies, .ignoresTheOrderOfFeatures])) {
            HoeffdingTreeRegressor(layout: $0)
        },
        .regressor(
            "adaptive random forest", .init(except: [.weightsCountAsCopies, .ignoresTheOrderOfFeatures])
        ) {
            AdaptiveRandomForestRegressor(layout: $0, settings: .init(members: 3))
        },
        .regressor(
            "boosted stream",
            .init(except: [.weightsCountAsCopies, .ignoresTheOrderOfFeatures], encodedBytes: 1_500_000)
        ) {
            StreamingGradientBoostedRegressor(
                layout: $0, settings: .init(steps: 10, rate: 0.3, tree: .init(gracePeriod: 25, delta: 0.05)))
        },
    ]

    @Test(arguments: listed)
    func keepsItsPromises(learner: ListedLearner) throws {
        let violations = try learner.violations()

        #expect(violations == [])
    }
}
