import Domain
import Testing

@testable import Learning

/// Points of the search space.
struct SearchSpaceTests {
    private let definition = SearchDefinition(
        learners: Learner.allCases, windows: [500, 1_000], lags: [true, false],
        updates: [.frozen, .live])
    private let features = FeatureDefinition(calendar: [.hour], lags: [.hours(1)])

    private func points(_ count: Int, seed: UInt64) throws -> [TrialSpecification] {
        var generator = SeededGenerator(seed: seed)
        let space = try TrialSpace(definition: definition, features: features, task: .regression)
        return (0..<count).map { _ in space.sample(using: &generator, seed: 0) }
    }

    @Test func drawsTheSameFromTheSameSeed() throws {
        #expect(try points(50, seed: 4) == points(50, seed: 4))
        #expect(try points(50, seed: 4) != points(50, seed: 5))
    }

    @Test func staysInsideTheDefinition() throws {
        for point in try points(1_000, seed: 1) {
            #expect(definition.learners.contains(point.learner))
            #expect(definition.windows.contains(point.window))
            #expect(point.features.calendar == [.hour])
            #expect(!point.shufflesLabels)
            #expect(point.hyperparameters.allSatisfy { $0.value.isFinite })
        }
    }

    @Test func reachesEveryChoice() throws {
        let points = try points(600, seed: 1)

        #expect(Learner.allCases.allSatisfy { learner in points.contains { $0.learner == learner } })
        #expect(definition.windows.allSatisfy { window in points.contains { $0.window == window } })
        #expect(points.contains { $0.features.usesLags } && points.contains { !$0.features.usesLags })
    }

    @Test func letsBatchLearnersNotGoOnLearning() throws {
        let live = try points(300, seed: 1).filter { $0.updates == .live }

        #expect(!live.isEmpty)
        #expect(live.allSatisfy { $0.learner.canUpdateLive })
        #expect(!live.contains { $0.learner == .gradientBoosting || $0.learner == .randomForest })
    }

    @Test func usesNoLagsWhereThereAreNone() throws {
        var generator = SeededGenerator(seed: 1)

        let space = try TrialSpace(definition: definition, features: FeatureDefinition(), task: .regression)
        let points = (0..<100).map { _ in space.sample(using: &generator, seed: 0) }

        #expect(points.allSatisfy { !$0.features.usesLags })
    }

    @Test func findsTheWayBackFromARecipeToItsPoint() throws {
        let space = try TrialSpace(definition: definition, features: features, task: .regression)

        for recipe in try points(300, seed: 7) {
            #expect(space.specification(at: space.point(of: recipe), seed: 0) == recipe)
        }
    }

    @Test func takesTheRangesOfTheDefinition() throws {
        var narrow = SearchDefinition(learners: [.gradientBoosting])
        narrow.strategy.ranges = [
            SearchRange(learner: .gradientBoosting, name: "depth", values: [3, 4]),
            SearchRange(learner: .gradientBoosting, name: "rate", values: [0.2]),
            SearchRange(learner: .gradientBoosting, name: "rounds", values: [10, 20, 40]),
        ]
        let space = try TrialSpace(definition: narrow, features: features, task: .regression)
        var generator = SeededGenerator(seed: 1)

        for _ in 0..<100 {
            let drawn = space.sample(using: &generator, seed: 0).hyperparameters
            func value(_ name: String) -> Double? { drawn.first { $0.name == name }?.value }
            #expect([3, 4].contains(value("depth")))
            #expect(value("rate") == 0.2)
            #expect([10, 20, 40].contains(value("rounds")))
        }
    }

    @Test func switchesEveryFamilyOnAndOff() throws {
        var everything = features
        (everything.rolling, everything.seasonal, everything.entity) = ([8], [.days(1)], "shop")
        let space = try TrialSpace(definition: definition, features: everything, task: .regression)
        var generator = SeededGenerator(seed: 3)
        let drawn = (0..<200).map { _ in space.sample(using: &generator, seed: 0) }

        for family in [FeatureRecipe.Family.rolling, .seasonal, .entity] {
            let uses = drawn.count { $0.features.families.contains(family) }
            #expect((120...180).contains(uses))
        }
        #expect(drawn.allSatisfy { Set($0.features.families).isSubset(of: [.rolling, .seasonal, .entity]) })
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
