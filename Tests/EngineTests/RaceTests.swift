import Domain
import Testing

@testable import Engine

/// Up to three candidates in the shadow at once, with a known truth.
struct RaceTests {
    private static let (two, three, four, five) = (
        ModelVersion(rawValue: 2), ModelVersion(rawValue: 3), ModelVersion(rawValue: 4), ModelVersion(rawValue: 5)
    )

    /// v1 serves; v2, v3, v4 and v5 are in the archive, wrong on every so manieth event.
    private static func bench(_ wrong: [Int64], pairs: Int = 200) -> FoldBench {
        var policy = CanaryDefinition(approval: .automatic, minimumPairs: pairs, minimumTime: .zero, bakePairs: 20)
        policy.guards.newcomer = .race
        var bench = FoldBench(policy)
        for (index, everyWrong) in wrong.enumerated() { bench.archive(index + 2, everyWrong: everyWrong) }
        return bench
    }

    private func start(_ version: ModelVersion, _ bench: inout FoldBench) -> IntentReply? {
        bench.order({ .recall(rollout: $0, revision: $1, version: version) }, reason: "let it race")
    }

    /// Recalls v2, v3 and v4, each with some events in the shadow.
    private func enterAll(_ bench: inout FoldBench) {
        for version in [Self.two, Self.three, Self.four] {
            _ = start(version, &bench)
            bench.feed(5)
        }
    }

    @Test func letsThreeRaceWithoutTrafficAndTheBestGoOn() throws {
        var bench = Self.bench([10, 50, 20])
        enterAll(&bench)
        let race = try #require(bench.state.raceSnapshot)
        #expect(race.racers.map(\.version) == [Self.two, Self.three, Self.four])

        bench.feed(200)

        #expect(bench.record?.candidate == Self.three)
        #expect(!bench.state.race.isOpen)
        for loser in [Self.two, Self.four] {
            #expect(bench.changes.rollouts.last { $0.candidate == loser }?.state == .superseded)
            #expect(bench.state.shelf.candidate(loser) != nil)
        }
        let before = bench.changes.predictions.filter { $0.arm == .candidate }
        #expect(before.allSatisfy { $0.candidate == Self.three }, "nobody is given a racer's answer")
    }

    @Test func takesTheWinnerThroughTheRampWithTheEvidenceOfTheRace() {
        var bench = Self.bench([10, 50, 20])
        enterAll(&bench)

        while bench.rollout?.isEnded == false { bench.feedToTheNextState() }

        #expect(bench.champion == Self.three)
        #expect(Set(bench.record?.transitions.map(\.weight) ?? []) == [0, 5, 25, 50, 100])
        #expect((bench.record?.evidence?.pairs ?? 0) > 800)
    }

    @Test func takesAHarmfulOneOutAndGoesOnWithTheOthers() {
        var bench = Self.bench([1, 50, 20], pairs: 1_000)
        enterAll(&bench)

        bench.feed(600)

        #expect(bench.changes.rollouts.last { $0.candidate == Self.two }?.state == .rolledBack)
        #expect(bench.state.raceSnapshot?.racers.map(\.version) == [Self.three, Self.four])
    }

    @Test func letsTheFourthWait() {
        var bench = Self.bench([10, 50, 20, 30])
        enterAll(&bench)

        let reply = start(Self.five, &bench)

        #expect(reply == .done("v5 waits until the canary of v4 has ended, place 1 in line"))
    }

    @Test func goesOnWithTheOldOnesWhereTheNewestIsRejected() {
        var bench = Self.bench([10, 50, 20])
        _ = start(Self.two, &bench)
        bench.feed(5)
        bench.starting = [
            GateResult(gate: .holdout, isRequired: true, verdict: .fail, value: 1, bound: 0, count: 9, detail: "worse")
        ]

        _ = start(Self.three, &bench)

        #expect(bench.changes.rollouts.last { $0.candidate == Self.three }?.state == .rejected)
        #expect(bench.record?.candidate == Self.two)
        #expect(!bench.state.race.isOpen)
        bench.feed(250)
        #expect(bench.rollout == .ramping(step: 1))
    }

    @Test func leavesTheRaceAtAPersonsWord() {
        var bench = Self.bench([10, 50, 20])
        enterAll(&bench)

        let stale = bench.order { .leaveLine(version: Self.three, rollout: $0, revision: $1 - 1) }
        let reply = bench.order { .leaveLine(version: Self.three, rollout: $0, revision: $1) }
        bench.feed(200)

        #expect(stale == .refused("canary is now at step 1, 0 %"))
        #expect(reply == .done("v3 is out of the race"))
        #expect(bench.changes.rollouts.last { $0.candidate == Self.three }?.state == .cancelled)
        #expect(bench.record?.candidate == Self.four)
    }

    @Test func holdsAllOfTheRaceWhereLabelsAreTakenBack() {
        var bench = Self.bench([10, 50, 20])
        enterAll(&bench)
        let range = LabelRange(from: Rehearsal.start, to: Rehearsal.start + .hours(1), source: nil)

        let reply = bench.order({ _, _ in .retractLabels(range, labels: 3) }, reason: "a bug upstream")
        bench.feed(400)

        #expect(
            reply
                == .done(
                    "retracted 3 labels of events from \(range.words); the canary of v4 is held; the canary of v2 is held; "
                        + "the canary of v3 is held"))
        #expect(bench.state.race.isOpen, "nobody wins on labels that are in doubt")
        _ = bench.order { .resume(rollout: $0, revision: $1) }
        bench.feed(250)
        #expect(bench.record?.candidate == Self.three)
        #expect(bench.rollout == .held(.manual, step: 0), "each waits for its own word")
    }

    @Test func refusesTheNextStepWhileTheRaceRuns() {
        var bench = Self.bench([10, 50, 20])
        enterAll(&bench)

        let reply = bench.order { .nextStep(rollout: $0, revision: $1) }

        #expect(reply == .refused("a race runs: its winner takes the next step"))
    }

    @Test func supersedesTheOthersWhereOneIsPromotedInFull() {
        var bench = Self.bench([10, 50, 20])
        enterAll(&bench)

        _ = bench.order({ .promoteFull(rollout: $0, revision: $1, version: Self.four) }, reason: "urgent")

        #expect(bench.rollout == .baking)
        #expect(bench.champion == Self.four)
        #expect(!bench.state.race.isOpen)
        #expect(bench.changes.rollouts.last { $0.candidate == Self.two }?.state == .superseded)
    }

    /// How often the best of three wins: losses 0.10, 0.13 and 0.16 on the same 200 events.
    @Test func isWonByTheBestMostOfTheTime() {
        var bench = Self.bench([10, 50, 20])
        enterAll(&bench)
        var race = bench.state.race
        var won = 0
        for seed in UInt64(1)...400 {
            var generator = SeededGenerator(seed: seed)
            race.beginAnew()
            while race.winner(after: 200) == nil {
                race.add([0.10, 0.13, 0.16].map { Double.random(in: 0..<1, using: &generator) < $0 ? 1 : 0 })
            }
            if race.winner(after: 200) == 0 { won += 1 }
        }

        #expect(Double(won) / 400 > 0.75, "the others have passed their gates, too, and are tested again on the ramp")
    }
}
