import Domain
import Foundation
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

    @Test func ranksByTheSlicesThatTrialsShare() {
        // Run 2 is the best on the newest slice, which is an easy one; run 1 was on a hard slice, too, and was the best there.
        var search = Self.search(runs: [1, 2, 3])
        search.begin(with: Self.dataset)
        for (number, scores) in [(1, [0.80, 0.60]), (2, [0.81]), (3, [0.79, 0.50])] {
            _ = search.take(Self.report(curve: scores), run: number)
        }

        search.rank(higherIsBetter: true)

        #expect(search.ranking == [1, 2, 3])
    }

    @Test func keepsTheCurveOfAStoppedRunAndRanksItNowhere() {
        var search = Self.search(runs: [1, 2])
        search.begin(with: Self.dataset)
        let point = CurvePoint(slice: 0, score: MetricEstimate(value: 0.4, margin: 0.1, count: 10), trainedRows: 10)

        let stopped = search.take(
            TrialReport(lease: "l", outcome: .stopped(curve: [point]), cost: Self.cost), run: 1)
        _ = search.take(Self.report(0.3), run: 2)
        search.rank(higherIsBetter: true)

        #expect(stopped?.state == .stopped)
        #expect(stopped?.score?.value == 0.4)
        #expect(stopped?.tracking?.curve == [point])
        #expect(search.ranking == [2])
    }

    /// What a run was judged on stays with it, whatever the rule for cutting will be.
    @Test func keepsTheStretchesOfEachRun() throws {
        var search = Self.search(runs: [1])
        search.begin(with: Self.dataset)
        let ended = search.take(Self.report(0.5), run: 1)
        var run = try #require(ended)
        let cut = [TrialSlice(trainingRows: 0..<7, validationRows: 7..<9, bar: 0.5)]

        #expect(run.slices == Self.dataset.slices(of: run))
        #expect(run.slices?.first == TrialSlice(trainingRows: 0..<10, validationRows: 10..<15))
        run.slices = cut
        let sources = RunSources(run: run, dataset: Self.dataset, definition: World.definition())
        #expect(try RunRebuild.assignment(of: sources).slices == cut)
    }

    @Test func cutsTheStretchesOfARunOfAnOlderProgramByTheRule() throws {
        var search = Self.search(runs: [1])
        search.begin(with: Self.dataset)
        let ended = search.take(Self.report(0.5), run: 1)
        let run = try #require(ended)
        var object = try #require(
            try JSONSerialization.jsonObject(with: JSONEncoder().encode(run)) as? [String: Any])
        object["slices"] = nil
        let old = try JSONDecoder().decode(RunRecord.self, from: JSONSerialization.data(withJSONObject: object))
        let sources = RunSources(run: old, dataset: Self.dataset, definition: World.definition())

        #expect(old.slices == nil)
        #expect(try RunRebuild.assignment(of: sources).slices == run.slices)
    }

    @Test func endsOpenRunsWithAWord() {
        var search = Self.search(runs: [1, 2])
        search.begin(with: Self.dataset)
        _ = search.take(Self.report(0.5), run: 1)

        let ended = search.cancelOpenRuns("stopped by ann")

        #expect(ended.map(\.number) == [2])
        #expect(ended.first?.failure == .cancelled)
        #expect(search.nextRun == nil)
    }

    @Test func trainsTheChampionsOwnRecipeAgainAndShufflesLabelsOnlyInADrill() throws {
        let planner = SearchPlanner(definition: World.definition())
        let first = try #require(planner.single(.initial, search: 1, champion: nil, number: 1))
        let drill = try #require(planner.single(.drill, search: 2, champion: first.specification, number: 7))

        var plain = planner.plainRetrain(of: drill.specification, search: 3, number: 8).specification

        #expect(drill.specification.shufflesLabels)
        #expect(plain.seed < 1 << 31)
        plain.seed = first.specification.seed
        #expect(plain == first.specification)
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

    /// A completed run with a score a slice, the newest first.
    private static func report(curve: [Double]) -> TrialReport {
        let points = curve.enumerated().map { place, value in
            CurvePoint(slice: place, score: MetricEstimate(value: value, margin: 0.1, count: 10), trainedRows: 10)
        }
        return TrialReport(
            lease: "l",
            outcome: .completed(
                score: points.estimate, model: StandInDigest.digest(of: "model"), bytes: 1, trainedRows: 10,
                curve: points), cost: cost)
    }

    private static func search(runs numbers: [Int]) -> SearchState {
        let specification = SearchSpace.plain(
            learner: .linear, updates: .frozen, features: FeatureRecipe(calendar: [], usesLags: false), window: 10,
            seed: 1)
        let runs = numbers.map { number in
            RunRecord(
                number: number, search: 1, kind: .trial, state: .waiting, specification: specification, summary: "",
                tracking: RunTracking(origin: .cold, sampler: "random", slices: 2))
        }
        let trigger = TriggerRecord(
            number: 1, kind: "manual", firedAt: moment, value: 0, threshold: 0, count: 0, evidence: "", actor: "ann",
            outcome: .running)
        return SearchState(number: 1, purpose: .improve, trigger: trigger, cut: 30, runs: runs)
    }
}
