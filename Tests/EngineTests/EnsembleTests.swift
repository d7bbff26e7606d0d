import Domain
import Simulation
import TestSupport
import Testing
import Tracking

@testable import Engine

/// The blend of a search's models, from the trials to the leaderboard and through the gates.
struct EnsembleTests {
    private static let name = PipelineName(rawValue: "synthetic")

    private static func definition(members: Int = 4) -> PipelineDefinition {
        var definition = World.definition()
        definition.search.trials = 5
        definition.search.learners = [.linear, .naiveBayes, .gradientBoosting]
        definition.search.strategy.stopping = .none
        definition.search.strategy.ensemble = SearchEnsemble(members: members)
        definition.search.strategy.ranges = [
            SearchRange(learner: .gradientBoosting, name: "rounds", values: [5, 15]),
            SearchRange(learner: .gradientBoosting, name: "depth", values: [2, 3]),
        ]
        return definition
    }

    private static func runs(_ world: World) throws -> [RunRecord] {
        try world.store.runs(name, limit: 200).sorted { $0.number < $1.number }
    }

    // MARK: In the whole loop

    @Test func blendsEachSearchsModelsOnceAndDecidesTheSameTwice() async throws {
        let (first, second) = (try World(), try World())
        let report = try await first.run(.abrupt(at: 1_500), rows: 4_000, Self.definition())
        let again = try await second.run(.abrupt(at: 1_500), rows: 4_000, Self.definition())

        let runs = try Self.runs(first)
        let blends = runs.filter { $0.kind == .ensemble }

        #expect(report == again)
        #expect(report.searches > 1 && blends.count == report.searches - 1, "all but the first version's")
        #expect(Set(blends.map(\.search)).count == blends.count)
        #expect(report.trials == runs.count { [.trial, .plainRetrain, .initial].contains($0.kind) })
        for blend in blends {
            #expect(blend.tracking?.origin == .ensemble)
            #expect(blend.state.isOver)
            let trials = runs.filter { $0.search == blend.search && ($0.kind == .trial || $0.kind == .plainRetrain) }
            #expect(trials.allSatisfy { $0.number < blend.number })
            let members = try #require(blend.specification.members)
            #expect((2...4).contains(members.count))
            #expect(members.allSatisfy { member in trials.contains { $0.number == member.run } })
            guard blend.state == .completed else { continue }
            #expect(blend.score?.count == 100, "the newest slice alone")
            #expect(blend.tracking?.curve.map(\.slice) == [0])
            #expect(members.allSatisfy { $0.votes != nil } && blend.specification.chosenMembers.count > 1)
            #expect(blend.summary.hasPrefix("blend of run "))
        }
    }

    /// A person deploys a blend: all gates judge its stored model, and its canary compares it row by row.
    @Test func becomesAVersionLikeAnyOther() async throws {
        let world = try World()
        _ = try await world.run(.abrupt(at: 1_500), rows: 2_500, Self.definition())
        let trained = try #require(
            try Self.runs(world).first { $0.kind == .ensemble && $0.state == .completed })

        var (rows, reply) = (Int64(2_500), IntentReply.refused("not asked yet"))
        while case .refused = reply, rows < 5_000 {
            rows += 100
            reply = try await Self.deploy(trained.number, in: world, atRow: rows)
        }
        _ = try await world.run(.abrupt(at: 1_500), rows: rows + 2_000, Self.definition())

        guard case .done = reply else {
            Issue.record("\(reply)")
            return
        }
        let version = try #require(
            try world.store.versions(Self.name, limit: 20).last { $0.model == trained.model })
        let rollout = try #require(
            try world.store.rollouts(Self.name, limit: 20).last { $0.candidate == version.version })
        #expect(version.specification == trained.specification)
        #expect(rollout.gates.map(\.gate) == GateResult.Gate.allCases)
        #expect(rollout.gates.first { $0.gate == .integrity }?.verdict == .pass)
        #expect(rollout.gates.first { $0.gate == .latency }?.count ?? 0 > 0)
    }

    private static func deploy(_ run: Int, in world: World, atRow rows: Int64) async throws -> IntentReply {
        let engine = world.engine()
        try await engine.add(definition()) { position throws(SourceError) in
            SyntheticStream(drift: .abrupt(at: 1_500), rows: rows, noise: 0.1, seed: 7, resumingAt: position)
        }
        try await engine.run()
        let canary = engine.snapshot().pipelines.first?.canary
        return await engine.submit(
            Intent(
                pipeline: name,
                command: .deployRun(
                    rollout: canary?.record.number ?? 0, revision: canary?.revision ?? 0, run: run, deployment: nil),
                user: "ann", reason: "a test", time: Timestamp(rawValue: 0)))
    }

    // MARK: What it is made of

    @Test func takesTheBestTrialsThatCanBeTrainedAgain() throws {
        var search = Self.search([0.9, 0.8, 0.95, 0.7, 0.6])
        // Run 3 is the best and begins from a model; run 1 is of a program.
        search.runs[2].specification.start = .warm
        search.runs[0].specification.program = LearnerProgram(name: "forest", command: ["forest"])

        let run = try #require(Self.run(search, Self.definition(members: 2)))

        #expect(run.kind == .ensemble && run.number == 6)
        #expect(run.specification.members?.map(\.run) == [2, 4])
        #expect(run.specification.members?.map(\.votes) == [nil, nil])
        #expect(run.tracking == RunTracking(origin: .ensemble, sampler: "greedy", slices: 2))
        let assignment = TrialDealing(search.runs, Self.dataset, Self.definition(), isMeasured: true)
            .assignment(for: run)
        #expect(assignment.slices.count == 2 && assignment.slices.allSatisfy { $0.bar == nil })
        #expect(assignment.memberModels == [2, 4].map { StandInDigest.digest(of: "model \($0)") })
        #expect(assignment.wallSecondsLimit == 2 * Self.definition().search.trialSeconds)
    }

    @Test func isChosenAnewWhereItIsDoneAgain() throws {
        let search = Self.search([0.9, 0.8])
        var run = try #require(Self.run(search, Self.definition()))
        let first = TrialDealing(search.runs, Self.dataset, Self.definition(), isMeasured: false).assignment(for: run)
        run.specification.choose([3, 1])

        let again = TrialDealing([], Self.dataset, Self.definition(), isMeasured: false).assignment(for: run)

        #expect(again.specification == first.specification)
        #expect(again.memberModels.isEmpty, "they are trained")
    }

    @Test func needsTwoModels() {
        #expect(
            Self.why(Self.search([0.9]), Self.definition())
                == "only run 1 is complete, trained from nothing, and of a learner of this program; it takes two")
        #expect(
            Self.why(Self.search([]), Self.definition())
                == "no trial is complete, trained from nothing, and of a learner of this program; it takes two")
    }

    @Test func needsRowsForAnOlderSlice() {
        var search = Self.search([0.9, 0.8])
        search.dataset?.trainingRows = 250
        search.dataset?.validationRows = 100

        #expect(
            Self.why(search, Self.definition()) == "there are too few rows for an older slice to choose it on")
    }

    @Test func isWithinTheSearchsBudget() {
        let search = Self.search([0.9, 0.8])
        var definition = Self.definition()
        // Two trials of 100 rows and two rounds were run; each member is trained on 100 rows of the older slice.
        definition.search.strategy.budget.rowRounds = 799
        #expect(Self.why(search, definition) == "its 400 rows × rounds are over what is left of 799")
        definition.search.strategy.budget.rowRounds = 800
        #expect(Self.why(search, definition) == nil)
        definition.search.strategy.budget.rowRounds = 400
        #expect(Self.why(search, definition) == "its budget of 400 rows × rounds is used up")
    }

    @Test func isNotMadeWhereTheFileAsksForNone() {
        guard case .unwanted = EnsembleDrawing(Self.search([0.9, 0.8]), Self.definition(members: 0)).next(number: 3)
        else {
            Issue.record("a blend that nobody asked for")
            return
        }
    }

    /// Better than the first trial on the newest slice it is the first; as good as one it stands behind it.
    @Test(arguments: [
        (0.92, [4, 1, 2, 3]), (0.9, [1, 4, 2, 3]), (0.9.nextUp, [1, 4, 2, 3]), (0.75, [1, 2, 4, 3]),
        (0.1, [1, 2, 3, 4]),
    ])
    func isRankedByTheSliceItWasScoredOn(score: Double, ranking: [Int]) throws {
        var search = Self.search([0.9, 0.8, 0.7])
        // The first trial's second slice was a hard one, on which the blend was not scored.
        let hard = CurvePoint(slice: 1, score: MetricEstimate(value: 0.3, margin: 0.1, count: 100), trainedRows: 100)
        for place in search.runs.indices { search.runs[place].tracking?.curve.append(hard) }
        try Self.blend(&search, score: score)

        search.rank(higherIsBetter: true)

        #expect(search.ranking == ranking)
    }

    @Test func changesNoTrialsStandingAndIsNoRecipeToBeginFrom() throws {
        var search = Self.search([0.9, 0.8, 0.7])
        let before = search.runs.map { SliceScores(search.runs, higherIsBetter: true).loss(of: $0) }
        try Self.blend(&search, score: 0.92)

        search.rank(higherIsBetter: true)

        #expect(search.runs.prefix(3).map { SliceScores(search.runs, higherIsBetter: true).loss(of: $0) } == before)
        let blend = try #require(search.run(4))
        #expect(blend.summary == "blend of run 1 linear 25 %, run 3 linear 75 %")
        #expect(blend.specification.members?.map(\.votes) == [1, 0, 3])
        #expect(blend.cost?.answerNanoseconds == 900)
        var experience = Experience()
        experience.add(search, higherIsBetter: true)
        #expect(experience.searches.first?.best.count == 3)
    }

    // MARK: Bench

    private static let moment = Timestamp(rawValue: 0)

    private static let dataset = DatasetSummary(
        digest: StandInDigest.digest(of: "dataset"), trainingRows: 400, validationRows: 100, from: moment,
        trainedThrough: moment, validatedThrough: moment, lastEvent: 500, lossScale: 1, scene: SearchScene())

    /// A search whose trials, of linear models with two passes on 100 rows, are over with these scores.
    private static func search(_ scores: [Double]) -> SearchState {
        let trigger = TriggerRecord(
            number: 1, kind: "manual", firedAt: moment, value: 0, threshold: 0, count: 0, evidence: "", actor: "ann",
            outcome: .running)
        var search = SearchState(number: 1, purpose: .improve, trigger: trigger, cut: 30)
        search.begin(with: dataset)
        search.runs = scores.enumerated().map { place, score in
            let specification = TrialSpecification(
                learner: .linear, updates: .frozen, features: FeatureRecipe(calendar: [], usesLags: false), window: 100,
                hyperparameters: [Hyperparameter("passes", 2)], seed: UInt64(place))
            var run = RunRecord(
                number: place + 1, search: 1, kind: .trial, state: .completed, specification: specification,
                summary: "linear", dataset: dataset.digest, trainedRows: 100,
                model: StandInDigest.digest(of: "model \(place + 1)"),
                tracking: RunTracking(origin: .cold, sampler: "random", slices: 1))
            let point = CurvePoint(
                slice: 0, score: MetricEstimate(value: score, margin: 0.1, count: 100), trainedRows: 100)
            run.score = point.score
            run.tracking?.curve = [point]
            return run
        }
        search.rank(higherIsBetter: true)
        return search
    }

    private static func run(_ search: SearchState, _ definition: PipelineDefinition) -> RunRecord? {
        guard case .run(let run) = EnsembleDrawing(search, definition).next(number: search.runs.count + 1) else {
            return nil
        }
        return run
    }

    /// Adds the blend with a score on the newest slice.
    private static func blend(_ search: inout SearchState, score: Double) throws {
        let run = try #require(Self.run(search, definition()))
        search.runs.append(run)
        let point = CurvePoint(slice: 0, score: MetricEstimate(value: score, margin: 0.1, count: 100), trainedRows: 100)
        _ = search.take(
            TrialReport(
                lease: "l",
                outcome: .completed(
                    score: point.score, model: StandInDigest.digest(of: "blend"), bytes: 9, trainedRows: 100,
                    curve: [point], votes: [1, 0, 3]),
                cost: TrialCost(wallSeconds: 1, cpuSeconds: 1, peakBytes: 1, host: "", answerNanoseconds: 900)),
            run: run.number)
    }

    private static func why(_ search: SearchState, _ definition: PipelineDefinition) -> String? {
        guard case .none(let why) = EnsembleDrawing(search, definition).next(number: 9) else { return nil }
        return why
    }
}
