import Domain
import Learning
import TestSupport
import Testing

@testable import Engine

struct SearchExplainerTests {
    private static let definition: PipelineDefinition = {
        var definition = World.definition()
        definition.search.learners = [.linear, .naiveBayes]
        definition.search.windows = [300, 900]
        return definition
    }()

    /// Trials drawn evenly, each with what its window and its search make of it.
    private static func trials(
        _ count: Int, search: Int = 1, from first: Int = 1, score: (TrialSpecification) -> Double
    ) throws -> [RunRecord] {
        let space = try TrialSpace(
            definition: definition.search, features: definition.features, task: definition.task)
        var generator = SeededGenerator(seed: UInt64(search))
        return (0..<count).map { place in
            let specification = space.sample(using: &generator, seed: 1)
            var run = RunRecord(
                number: first + place, search: search, kind: .trial, state: .completed, specification: specification,
                summary: "", tracking: RunTracking(origin: .cold, sampler: "random", slices: 2))
            let reached = MetricEstimate(value: score(specification), margin: 0.01, count: 100)
            run.score = reached
            run.tracking?.curve = [CurvePoint(slice: 0, score: reached, trainedRows: 100)]
            return run
        }
    }

    private static func window(_ specification: TrialSpecification) -> Double {
        specification.window > 500 ? 0.9 : 0.6
    }

    private static func explainer(_ runs: [RunRecord]) -> SearchExplainer {
        SearchExplainer(definition: definition, scene: SearchScene(), runs: runs)
    }

    @Test func tellsTheParameterThatDecides() throws {
        let explanation = try Self.explainer(try Self.trials(40, score: Self.window)).explanation()

        #expect(explanation.obstacle == nil)
        #expect(explanation.shares.first?.name == "window")
        #expect((explanation.shares.first?.share ?? 0) > 0.8)
        let marginal = try #require(explanation.marginals.first)
        #expect(marginal.name == "window" && marginal.isOrdered)
        #expect(marginal.values.map(\.value) == ["300", "900"])
        #expect(marginal.values[1].mean > marginal.values[0].mean + 0.2)
        #expect(explanation.basis.trials == 40 && explanation.basis.searches == [1])
        #expect(!explanation.basis.isRelative)
    }

    @Test func drawsWhatIsAskedFor() throws {
        let explainer = Self.explainer(try Self.trials(40, score: Self.window))

        let one = try explainer.explanation(parameter: "learner", pair: ("learner", "window"))

        #expect(one.marginals.map(\.name) == ["learner"])
        #expect(one.marginals.first?.isOrdered == false)
        #expect(one.surface?.rows == ["linear", "naive-bayes"] && one.surface?.columns == ["300", "900"])
        let error = #expect(throws: UnknownParameter.self) { try explainer.explanation(parameter: "windwo") }
        #expect(error?.description.hasPrefix("there is no parameter windwo; did you mean window? There are") == true)
    }

    @Test func comparesTrialsOfSeveralSearchesWithTheirOwnMiddle() throws {
        // The second search saw easier rows: without its middle, the search itself would seem to decide.
        let first = try Self.trials(30, search: 1, score: Self.window)
        let second = try Self.trials(30, search: 2, from: 31) { Self.window($0) + 5 }

        let explanation = try Self.explainer(first + second).explanation()

        #expect(explanation.basis.isRelative)
        #expect(explanation.shares.first?.name == "window")
        #expect((explanation.basis.fit ?? 0) > 0.8)
        #expect(explanation.marginals.first?.values.allSatisfy { $0.mean.magnitude < 1 } == true)
    }

    @Test func countsAStoppedTrialByTheSliceThatAllHaveAndLeavesOutTheRest() throws {
        var runs = try Self.trials(30, score: Self.window)
        runs[0].state = .stopped
        runs[0].score = MetricEstimate(value: -100, margin: 1, count: 10)
        runs[1].state = .failed
        runs[1].score = nil
        runs[2].tracking?.origin = .recalled
        runs[3].specification.learner = .hoeffdingTree
        runs[4].state = .running

        let explanation = try Self.explainer(runs).explanation()

        #expect(explanation.basis.trials == 26)
        #expect(explanation.basis.stopped == 1)
        #expect(explanation.basis.failed == 1)
        #expect(explanation.basis.foreign == 2)
        #expect(explanation.marginals.first?.values.allSatisfy { $0.mean > 0.5 } == true)
    }

    @Test func aTrialThatDivergedIsNotAllThereIs() throws {
        var runs = try Self.trials(40) { Self.window($0) + ($0.learner == .linear ? 0.01 : 0) }
        let far = try #require(runs.firstIndex { Self.window($0.specification) < 0.7 })
        runs[far].tracking?.curve[0].score.value = -1e9

        let explanation = try Self.explainer(runs).explanation()

        #expect(explanation.shares.first?.name == "window")
        #expect(explanation.marginals.first?.values.allSatisfy { $0.mean > -1 } == true)
        #expect(TrialScale([1, 1, 1, 1, 9]).bounded(9) == 9)
        #expect(TrialScale([1, 2, 3, 4]).middle == 2.5)
    }

    @Test func saysWhereThereAreTooFewTrials() throws {
        let explanation = try Self.explainer(try Self.trials(5, score: Self.window)).explanation()

        #expect(explanation.obstacle == "5 trials have a score; importance needs 12")
        #expect(explanation.shares.isEmpty && explanation.marginals.isEmpty)
    }

    @Test func repeatsItself() throws {
        let explainer = Self.explainer(try Self.trials(40) { Double($0.hyperparameters.count) + Self.window($0) })

        #expect(try explainer.explanation() == explainer.explanation())
    }
}
