import Domain
import TestSupport
import Testing

@testable import Engine

struct SearchFrontTests {
    private static let task = World.definition().task

    private static func run(
        _ number: Int, _ kind: RunRecord.Kind = .trial, score: Double?, bytes: Int = 1_000, parent: Int? = nil,
        version: Int? = nil
    ) -> FoundRun {
        var run = RunRecord(
            number: number, search: 4, kind: kind, state: .completed,
            specification: TrialSpecification(
                learner: .linear, updates: .frozen, features: FeatureRecipe(calendar: [], usesLags: false), window: 300,
                hyperparameters: [], seed: 1), summary: "recipe \(number)",
            score: score.map { MetricEstimate(value: $0, margin: 0.02, count: 100) },
            tracking: RunTracking(origin: .cold, sampler: "tpe", parent: parent))
        run.bytes = bytes
        return FoundRun(run: run, version: version.map { ModelVersion(rawValue: $0) })
    }

    private static func rollout(_ version: Int, _ state: RolloutState, reason: String = "") -> RolloutRecord {
        let gate = GateResult(
            gate: .slices, isRequired: true, verdict: state == .rejected ? .fail : .pass, value: nil, bound: nil,
            count: 10, detail: "")
        let last = RolloutRecord.Transition(
            streamTime: Timestamp(rawValue: 0), from: .created, to: state, weight: 0, actor: "engine", reason: reason)
        return RolloutRecord(
            number: version, candidate: ModelVersion(rawValue: version), champion: ModelVersion(rawValue: 1),
            state: state, isDrill: false, gates: [gate], transitions: [last], evidence: nil, metricBefore: nil,
            metricAfter: nil)
    }

    private static func front(
        _ runs: [FoundRun], _ rollouts: [RolloutRecord] = [], _ outcome: TriggerRecord.Outcome = .promoted,
        times: [Int: Double] = [:], missing: String? = nil
    ) -> SearchFront? {
        let timed = runs.map { found in
            var found = found
            found.run.cost = times[found.run.number].map {
                TrialCost(wallSeconds: 1, cpuSeconds: 1, peakBytes: 1, host: "", answerNanoseconds: $0 * 1e6)
            }
            return found
        }
        return SearchFrontMaker(search: 4, runs: timed, rollouts: rollouts, outcome: outcome, task: task)
            .front(missing: missing)
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func agreesWithTheMeaningOfAFront(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let points = (0..<12).map { _ in (0..<3).map { _ in Double(generator.index(below: 4)) } }

        let members = ParetoFront.members(of: points)

        for (place, point) in points.enumerated() {
            let isBeaten = points.contains { other in
                other[0] <= point[0] && other[1] <= point[1] && other[2] <= point[2] && other != point
            }
            #expect(members[place] == !isBeaten)
        }
    }

    @Test func marksTheFrontAndTellsOfAFasterOneWithinTheInterval() throws {
        let front = try #require(
            Self.front(
                [
                    Self.run(1, score: 0.90, bytes: 4_000), Self.run(2, score: 0.89, bytes: 1_000),
                    Self.run(3, score: 0.80, bytes: 2_000), Self.run(4, score: 0.5, bytes: 500),
                    Self.run(9, .refit, score: nil, parent: 1, version: 2),
                ], [Self.rollout(2, .promoted)], times: [1: 0.2004, 2: 0.1, 3: 0.3, 4: 0.3]))

        #expect(front.members.map(\.run) == [1, 2, 3, 4])
        #expect(front.members.map(\.isOnFront) == [true, true, false, true])
        #expect(front.members.first?.milliseconds == 0.2)
        #expect(front.chosen == 1)
        #expect(
            front.reason
                == "Run 1 is the best of 4 by accuracy on the slices that they share; its recipe on all rows, run 9, "
                + "became v2, which is promoted. Quality alone ranks, time and size only have limits at their gate: run 2, "
                + "within its interval, is 2.0 times as fast and 4.0 times smaller.")
    }

    @Test func saysWhyABetterOneWasPassedOver() throws {
        let front = try #require(
            Self.front(
                [
                    Self.run(1, score: 0.9), Self.run(2, score: 0.8), Self.run(3, score: 0.7),
                    Self.run(8, .refit, score: nil, parent: 1, version: 2),
                    Self.run(9, .refit, score: nil, parent: 3, version: 3),
                ], [Self.rollout(2, .rejected), Self.rollout(3, .rolledBack, reason: "worse")], .rolledBack))

        #expect(front.chosen == 3)
        #expect(
            front.reason
                == "Run 3 is number 3 of 3 by accuracy on the slices that they share; its recipe on all rows, run 9, became "
                + "v3, which is rolled back (worse). Run 1 came first, but its recipe on all rows became v2, which is "
                + "rejected at the gate slices. Run 2 was passed over: its recipe was rolled back on this data before.")
    }

    @Test func saysWhereNoneIsChosen() {
        let trials = [Self.run(1, score: 0.9), Self.run(2, score: 0.8)]

        #expect(Self.front([]) == nil)
        #expect(Self.front(trials, [], .running)?.reason == "None is chosen yet.")
        #expect(Self.front(trials, [], .failed)?.reason == "None was chosen: the search ended as failed.")
        #expect(Self.front(trials, [], .failed, missing: "gone")?.missing == "gone")
        #expect(Self.front(trials, [], .failed, times: [1: 1, 2: 1], missing: "gone")?.missing == nil)
    }
}
