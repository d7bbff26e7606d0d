import Domain
import Testing

@testable import Learning

/// Hyperparameters that the library would take without a word.
struct TreeSettingsTests {
    private func settings(
        _ learner: Learner, _ hyperparameters: [Hyperparameter], seed: UInt64 = 1
    ) throws(TrialError) -> TreeSettings {
        try TreeSettings(
            TrialSpecification(
                learner: learner, updates: .frozen, features: FeatureRecipe(calendar: [], usesLags: false), window: 1,
                hyperparameters: hyperparameters, seed: seed))
    }

    @Test func fillsInWhatIsLeftOut() throws {
        let settings = try settings(.gradientBoosting, [Hyperparameter("depth", 3)])

        #expect(settings.whole("depth") == 3)
        #expect(settings["rate"] == 0.1)
    }

    @Test(arguments: [
        Hyperparameter("depth", 0), Hyperparameter("depth", 40), Hyperparameter("rate", -1),
        Hyperparameter("rate", .nan), Hyperparameter("rounds", .infinity), Hyperparameter("subsample", 1.5),
    ])
    func refusesANumberOutsideOfItsRange(hyperparameter: Hyperparameter) {
        #expect(throws: TrialError.self) { try settings(.gradientBoosting, [hyperparameter]) }
    }

    @Test func saysTheRange() {
        #expect(throws: TrialError(.invalid, "rate is 3.0; use a number from 0.0001 to 1.0")) {
            try settings(.gradientBoosting, [Hyperparameter("rate", 3)])
        }
    }

    @Test func saysWhichNamesThereAre() {
        let message =
            "random-forest has no rate; it has depth, trees, columns, subsample, min_child_weight, lambda, loss"

        #expect(throws: TrialError(.invalid, message)) {
            try settings(.randomForest, [Hyperparameter("rate", 0.1)])
        }
    }

    @Test func readsTheBoosterAndTheLoss() throws {
        let plain = try settings(.gradientBoosting, [])
        let dart = try settings(.gradientBoosting, [Hyperparameter("drop", 0.1), Hyperparameter("loss", 2)])
        let forest = try settings(.randomForest, [Hyperparameter("loss", 1)])

        #expect([plain.booster, dart.booster, forest.booster] == [.trees, .dart(drop: 0.1), .trees])
        #expect(try TreeObjective(task: .regression, settings: plain) == .squaredError)
        #expect(try TreeObjective(task: .regression, settings: dart) == .poisson)
        #expect(try TreeObjective(task: .regression, settings: forest) == .quantile(0.5))
        #expect(throws: TrialError(.invalid, "loss is 2, which is for numbers; leave it out for classes")) {
            try TreeObjective(task: .classification(classes: ["a", "b"]), settings: dart)
        }
    }

    @Test func refusesASeedThatTheLibraryCannotHold() {
        #expect(throws: TrialError.self) { try settings(.gradientBoosting, [], seed: .max) }
    }

    @Test(arguments: [Learner.gradientBoosting, .randomForest])
    func takesWhateverTheSearchDraws(learner: Learner) throws {
        var generator = SeededGenerator(seed: 2)
        let definition = SearchDefinition(learners: [learner])

        for _ in 0..<500 {
            let drawn = try TrialSpace(definition: definition, features: FeatureDefinition(), task: .regression)
                .sample(using: &generator, seed: 0)
            _ = try settings(learner, drawn.hyperparameters)
        }
        let plain = SearchSpace.plain(
            learner: learner, updates: .frozen, features: FeatureRecipe(calendar: [], usesLags: false), window: 1,
            seed: 1)
        _ = try settings(learner, plain.hyperparameters)
    }
}
