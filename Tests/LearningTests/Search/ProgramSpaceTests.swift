import Domain
import Testing

@testable import Learning

/// Learners of the user's own in a search space.
struct ProgramSpaceTests {
    private let forest = SearchProgram(
        program: LearnerProgram(name: "my-forest", command: ["forest"]),
        settings: [
            .init(name: "trees", values: [10, 200], scale: .whole), .init(name: "kind", values: [1, 2, 4]),
            .init(name: "rate", values: [0.01, 1], scale: .logarithmic), .init(name: "share", values: [0.5]),
        ])
    private let recipe = FeatureRecipe(calendar: [], usesLags: false)

    private func space(_ learners: [Learner]) throws -> TrialSpace {
        var definition = SearchDefinition(learners: learners)
        definition.programs = [forest]
        return try TrialSpace(definition: definition, features: FeatureDefinition(), task: .regression)
    }

    @Test func standsBesideOtherLearnersWithSettingsOfItsOwn() throws {
        let parameters = try space([.movingAverage]).space.parameters

        #expect(parameters[0].kind == .categorical(["moving-average", "my-forest"]))
        let own = parameters.filter { $0.name.hasPrefix("my-forest.") }
        #expect(own.map(\.name) == ["my-forest.trees", "my-forest.kind", "my-forest.rate", "my-forest.share"])
        #expect(own.map(\.kind)[0] == .int(low: 10, high: 200) && own.map(\.kind)[2] == .logFloat(low: 0.01, high: 1))
        #expect(own.allSatisfy { $0.condition?.values == ["my-forest"] })
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func drawsRecipesThatNameTheProgram(seed: UInt64) throws {
        let space = try space([])
        var generator = SeededGenerator(seed: seed)

        let drawn = space.sample(using: &generator, seed: 3)

        #expect(drawn.learner == .program && drawn.program == forest.program && drawn.updates == .frozen)
        #expect(drawn.hyperparameters.map(\.name) == ["trees", "kind", "rate", "share"])
        #expect(space.specification(at: space.point(of: drawn), seed: 3) == drawn)
    }

    @Test func beginsInTheMiddleAndIsCalledByItsName() {
        let plain = SearchSpace.plain(program: forest, features: recipe, window: 500, seed: 1)

        #expect(
            plain.hyperparameters == [
                Hyperparameter("trees", 105), Hyperparameter("kind", 1), Hyperparameter("rate", 0.1),
                Hyperparameter("share", 0.5),
            ])
        #expect(SearchSpace.summary(of: plain) == "my-forest trees 105 kind 1 rate .10 share .50")
    }
}
