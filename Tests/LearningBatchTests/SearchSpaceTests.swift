import Domain
import Testing

@testable import Learning

/// Points of the search space.
struct SearchSpaceTests {
    private let definition = SearchDefinition(
        learners: Learner.allCases, windows: [500, 1_000], lags: [true, false],
        updates: [.frozen, .live])
    private let features = FeatureDefinition(calendar: [.hour], lags: [.hours(1)])

    private func points(_ count: Int, seed: UInt64) -> [TrialSpecification] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { _ in
            SearchSpace.sample(
                definition: definition, features: features, task: .regression, using: &generator)
        }
    }

    @Test func drawsTheSameFromTheSameSeed() {
        #expect(points(50, seed: 4) == points(50, seed: 4))
        #expect(points(50, seed: 4) != points(50, seed: 5))
    }

    @Test func staysInsideTheDefinition() {
        for point in points(1_000, seed: 1) {
            #expect(definition.learners.contains(point.learner))
            #expect(definition.windows.contains(point.window))
            #expect(point.features.calendar == [.hour])
            #expect(!point.shufflesLabels)
            #expect(point.hyperparameters.allSatisfy { $0.value.isFinite })
        }
    }

    @Test func reachesEveryChoice() {
        let points = points(600, seed: 1)

        #expect(Learner.allCases.allSatisfy { learner in points.contains { $0.learner == learner } })
        #expect(definition.windows.allSatisfy { window in points.contains { $0.window == window } })
        #expect(points.contains { $0.features.usesLags } && points.contains { !$0.features.usesLags })
    }

    @Test func letsBatchLearnersNotGoOnLearning() {
        let live = points(300, seed: 1).filter { $0.updates == .live }

        #expect(!live.isEmpty)
        #expect(live.allSatisfy { $0.learner.canUpdateLive })
        #expect(!live.contains { $0.learner == .gradientBoosting || $0.learner == .randomForest })
    }

    @Test func usesNoLagsWhereThereAreNone() {
        var generator = SeededGenerator(seed: 1)

        let points = (0..<100).map { _ in
            SearchSpace.sample(
                definition: definition, features: FeatureDefinition(), task: .regression, using: &generator)
        }

        #expect(points.allSatisfy { !$0.features.usesLags })
    }

    @Test func switchesEveryFamilyOnAndOffAndChangesNothingElse() {
        var everything = features
        (everything.rolling, everything.seasonal, everything.entity) = ([8], [.days(1)], "shop")
        let drawn = (0..<200 as Range<UInt64>).map { seed in
            var generator = SeededGenerator(seed: seed)
            return SearchSpace.sample(
                definition: definition, features: everything, task: .regression, using: &generator)
        }
        let without = (0..<200 as Range<UInt64>).map { points(1, seed: $0)[0] }

        for family in [FeatureRecipe.Family.rolling, .seasonal, .entity] {
            let uses = drawn.count { $0.features.families.contains(family) }
            #expect((120...180).contains(uses))
        }
        #expect(drawn.allSatisfy { Set($0.features.families).isSubset(of: [.rolling, .seasonal, .entity]) })
        #expect(drawn.map(\.hyperparameters) == without.map(\.hyperparameters))
    }

    @Test(arguments: [
        (
            Learner.gradientBoosting,
            [
                Hyperparameter("depth", 5), Hyperparameter("rate", 0.124),
                Hyperparameter("rounds", 120),
            ], "boosted trees depth 5 rate .12 120 rounds"
        ),
        (.randomForest, [Hyperparameter("depth", 10), Hyperparameter("trees", 60)], "random forest depth 10 60 trees"),
        (.linear, [Hyperparameter("step", 0.049)], "linear step .05"),
        (.linear, [Hyperparameter("step", 1.05)], "linear step 1.05"),
        (.adaptiveRandomForest, [Hyperparameter("share", 0.7)], "adaptive random forest 10 trees, .70 of features"),
        (.leveragingBagging, [], "leveraging bagging 10 trees, grace 200"),
        (.perceptron, [Hyperparameter("second", 16)], "perceptron 32+16 units, 4 passes"),
        (.seasonalNaive, [], "seasonal naive season 24"),
        (.majorityClass, [], "majority class"),
    ])
    func putsARecipeIntoShortWords(learner: Learner, hyperparameters: [Hyperparameter], words: String) {
        let specification = TrialSpecification(
            learner: learner, updates: .frozen, features: FeatureRecipe(calendar: [], usesLags: false), window: 1,
            hyperparameters: hyperparameters, seed: 1)

        #expect(SearchSpace.summary(of: specification) == words)
    }
}
