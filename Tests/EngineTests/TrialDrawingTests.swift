import Domain
import Learning
import TestSupport
import Testing

@testable import Engine

/// The trials of a search, drawn one after the other.
struct TrialDrawingTests {
    @Test func drawsTheSameTrialsForTheSameResults() throws {
        let (first, second) = (try Self.drawn(8), try Self.drawn(8))

        #expect(first == second)
        #expect(first.map(\.number) == Array(1...8))
        #expect(Set(first.map(\.specification.seed)).count == 8)
    }

    @Test func drawsNothingTwiceAndStopsWhereTheSpaceIsTried() throws {
        var definition = Self.definition
        // Two windows and nothing else to choose: two recipes.
        definition.search.learners = [.linear]
        definition.search.strategy.ranges = ["step", "rule", "l2", "passes"].map {
            SearchRange(learner: .linear, name: $0, values: [1])
        }
        var search = Self.search(definition)
        while let run = try TrialDrawing(search, definition).next(number: search.runs.count + 1) {
            search.runs.append(Self.ended(run, 0.5))
            try #require(search.runs.count < 100)
        }

        let recipes = Set(search.runs.map { "\($0.specification.window) \($0.specification.hyperparameters)" })
        #expect(recipes.count == search.runs.count)
        #expect(recipes.count == 2)
    }

    @Test func allTrialsAreColdWhereNothingIsRemembered() throws {
        #expect(try Self.drawn(6).allSatisfy { $0.tracking?.origin == .cold })
    }

    @Test func beginsWithWhatIsRememberedAndKeepsAColdShare() throws {
        var memory = try #require(try Self.drawn(1).first).specification
        memory.window = 300
        let runs = try Self.drawn(15, scene: SearchScene(memories: [memory]))

        #expect(runs.first?.tracking?.sampler == "memory")
        #expect(runs.first?.specification.window == 300)
        #expect(runs.count { $0.tracking?.origin == .cold } == 3, "a fifth")
        #expect(runs.count { $0.tracking?.origin == .warm } == 12)
    }

    @Test func coldTrialsKnowNothingOfTheWarmOnes() throws {
        var memory = try #require(try Self.drawn(1).first).specification
        memory.window = 300
        func cold(_ scores: @escaping (RunRecord) -> Double) throws -> [TrialSpecification] {
            try Self.drawn(15, scene: SearchScene(memories: [memory]), scores: scores)
                .filter { $0.tracking?.origin == .cold }.map(\.specification)
        }

        let one = try cold { $0.tracking?.origin == .cold ? 0.5 : 0.9 }
        let other = try cold { $0.tracking?.origin == .cold ? 0.5 : 0.1 }

        #expect(one == other)
    }

    @Test func barsNeedThreeTrialsAndLeaveTheLastSliceAlone() throws {
        let runs = try Self.drawn(5)

        #expect(runs[2].tracking?.bars == [nil, nil])
        #expect(runs[4].tracking?.bars == [0.5, nil])
    }

    @Test func recallsFormerChampionsOnceEach() throws {
        var definition = Self.definition
        definition.search.strategy.starts = [.scratch, .recall]
        let recipe = try #require(try Self.drawn(1).first).specification
        let scene = SearchScene(bases: [
            Self.base(5, recipe, isChampion: true), Self.base(3, recipe, isChampion: false),
        ])
        let runs = try Self.drawn(4, definition, scene: scene)

        #expect(runs.map { $0.tracking?.origin } == [.recalled, .cold, .cold, .cold])
        #expect(runs.first?.specification.base?.version == ModelVersion(rawValue: 3))
        #expect(runs.first?.specification.start == .recall)
    }

    @Test func beginsFromTheChampionWhereTheLearnerIsItsOwn() throws {
        var definition = Self.definition
        definition.search.learners = [.linear, .naiveBayes]
        definition.search.strategy.starts = [.incremental]
        var recipe = try #require(try Self.drawn(1).first).specification
        recipe.learner = .linear
        recipe.hyperparameters = [Hyperparameter("step", 0.25)]
        let runs = try Self.drawn(8, definition, scene: SearchScene(bases: [Self.base(5, recipe, isChampion: true)]))

        for run in runs {
            let isOwn = run.specification.learner == .linear
            #expect((run.specification.start == .incremental) == isOwn)
            if isOwn { #expect(run.specification.hyperparameters.first == Hyperparameter("step", 0.25)) }
        }
    }

    // MARK: Bench

    private static let definition = World.definition()

    private static func base(
        _ version: Int, _ recipe: TrialSpecification, isChampion: Bool
    ) -> SearchScene.Base {
        SearchScene.Base(
            base: TrialBase(
                version: ModelVersion(rawValue: version), model: StandInDigest.digest(of: "\(version)"), lastEvent: 10),
            specification: recipe, rows: 10, isChampion: isChampion)
    }

    private static func search(_ definition: PipelineDefinition, scene: SearchScene = SearchScene()) -> SearchState {
        let moment = Timestamp(rawValue: 0)
        var search = SearchState(
            number: 1, purpose: .improve,
            trigger: TriggerRecord(
                number: 1, kind: "manual", firedAt: moment, value: 0, threshold: 0, count: 0, evidence: "",
                actor: "ann", outcome: .running), cut: 30)
        search.trialLimit = 15
        search.begin(
            with: DatasetSummary(
                digest: StandInDigest.digest(of: "data"), trainingRows: 400, validationRows: 100, from: moment,
                trainedThrough: moment, validatedThrough: moment, lastEvent: 500, lossScale: 1, scene: scene))
        return search
    }

    private static func drawn(
        _ count: Int, _ definition: PipelineDefinition = definition, scene: SearchScene = SearchScene(),
        scores: (RunRecord) -> Double = { _ in 0.5 }
    ) throws -> [RunRecord] {
        var search = search(definition, scene: scene)
        for number in 1...count {
            let run = try #require(try TrialDrawing(search, definition).next(number: number))
            search.runs.append(ended(run, scores(run)))
        }
        return search.runs
    }

    private static func ended(_ run: RunRecord, _ score: Double) -> RunRecord {
        var run = run
        run.state = .completed
        run.score = MetricEstimate(value: score, margin: 0.1, count: 100)
        run.tracking?.curve = [
            CurvePoint(slice: 0, score: MetricEstimate(value: score, margin: 0.1, count: 100), trainedRows: 100)
        ]
        return run
    }
}
