import Domain
import Learning
import TestSupport
import Testing

@testable import Engine

struct SearchStateTests {
    private static let moment = Timestamp(rawValue: 0)

    @Test func waitsForTheLowestNumberWhateverIsReady() {
        var search = Self.search(runs: [4, 5, 6])
        #expect(search.nextRun == nil, "there is no dataset yet")
        search.begin(with: Self.dataset)
        var order: [Int] = []

        while let next = search.nextRun {
            order.append(next.number)
            _ = search.take(Self.report(0.5), run: next.number)
        }

        #expect(order == [4, 5, 6])
        #expect(search.openRuns.isEmpty)
    }

    @Test func stillWaitsForAnEarlierRunAfterALaterOneIsIn() {
        var search = Self.search(runs: [1, 2, 3])
        search.begin(with: Self.dataset)

        _ = search.take(Self.report(0.5), run: 2)

        #expect(search.nextRun?.number == 1)
        #expect(search.openRuns.map(\.number) == [1, 3])
    }

    @Test func takesAResultOnceAndOnlyOfARunItHas() {
        var search = Self.search(runs: [1])
        search.begin(with: Self.dataset)

        let first = search.take(Self.report(0.5), run: 1)
        let second = search.take(Self.report(0.9), run: 1)
        let unknown = search.take(Self.report(0.9), run: 7)

        #expect(first?.state == .completed)
        #expect(first?.score?.value == 0.5)
        #expect(first?.trainedThrough == Self.dataset.trainedThrough)
        #expect(first?.dataset == Self.dataset.digest)
        #expect(second == nil)
        #expect(unknown == nil)
    }

    @Test func keepsAFailureAsAResult() {
        var search = Self.search(runs: [1, 2])
        search.begin(with: Self.dataset)
        let report = TrialReport(
            lease: "l", outcome: .failed(.timedOut, message: "no result within the time limit"), cost: Self.cost)

        let failed = search.take(report, run: 1)

        #expect(failed?.state == .failed)
        #expect(failed?.failure == .timedOut)
        #expect(search.nextRun?.number == 2)
    }

    @Test(arguments: [(true, [3, 1, 5, 2]), (false, [2, 1, 5, 3])])
    func ranksCompletedTrialsBestFirstAndEqualOnesByNumber(higherIsBetter: Bool, ranking: [Int]) {
        var search = Self.search(runs: [1, 2, 3, 4, 5, 6])
        search.begin(with: Self.dataset)
        for (number, score) in [(1, 0.5), (2, 0.1), (3, 0.9), (5, 0.5)] {
            _ = search.take(Self.report(score), run: number)
        }
        _ = search.take(TrialReport(lease: "l", outcome: .failed(.crashed, message: ""), cost: Self.cost), run: 4)
        _ = search.take(Self.report(nil), run: 6)

        search.rank(higherIsBetter: higherIsBetter)

        #expect(search.ranking == ranking)
    }

    @Test func plansTheSameTrialsAgainAndTheChampionsOwnRecipeFirst() throws {
        let planner = SearchPlanner(definition: World.definition())
        let champion = try #require(planner.runs(search: 1, purpose: .initial, champion: nil, first: 1).first)

        let runs = planner.runs(search: 2, purpose: .improve, champion: champion.specification, first: 10)

        #expect(runs == planner.runs(search: 2, purpose: .improve, champion: champion.specification, first: 10))
        #expect(runs.map(\.number) == [10, 11, 12])
        #expect(runs.map(\.kind) == [.plainRetrain, .trial, .trial])
        #expect(runs.allSatisfy { $0.specification.seed < 1 << 31 })
        var plain = try #require(runs.first).specification
        plain.seed = champion.specification.seed
        #expect(plain == champion.specification)
    }

    @Test func shufflesLabelsOnlyInADrill() {
        let planner = SearchPlanner(definition: World.definition())

        let drill = planner.runs(search: 3, purpose: .drill, champion: nil, first: 7)
        let after = planner.runs(search: 4, purpose: .improve, champion: drill.first?.specification, first: 8)

        #expect(drill.map(\.specification.shufflesLabels) == [true])
        #expect(after.map(\.specification.shufflesLabels) == [false, false, false])
    }

    private static let cost = TrialCost(wallSeconds: 1, cpuSeconds: 1, peakBytes: 1, host: "here")

    private static let dataset = DatasetSummary(
        digest: StandInDigest.digest(of: "dataset"), trainingRows: 10, validationRows: 5, from: moment,
        trainedThrough: moment + .days(1), validatedThrough: moment + .days(2), lastEvent: 15, lossScale: 1)

    private static func report(_ score: Double?) -> TrialReport {
        TrialReport(
            lease: "l",
            outcome: .completed(
                score: score.map { MetricEstimate(value: $0, margin: 0.1, count: 10) },
                model: StandInDigest.digest(of: "model"), bytes: 1, trainedRows: 10),
            cost: cost)
    }

    private static func search(runs numbers: [Int]) -> SearchState {
        let specification = SearchSpace.plain(
            learner: .linear, updates: .frozen, features: FeatureRecipe(calendar: [], usesLags: false), window: 10,
            seed: 1)
        let runs = numbers.map { number in
            RunRecord(
                number: number, search: 1, kind: .trial, state: .waiting, specification: specification, summary: "")
        }
        let trigger = TriggerRecord(
            number: 1, kind: "manual", firedAt: moment, value: 0, threshold: 0, count: 0, evidence: "", actor: "ann",
            outcome: .running)
        return SearchState(number: 1, purpose: .improve, trigger: trigger, cut: 30, runs: runs)
    }
}
