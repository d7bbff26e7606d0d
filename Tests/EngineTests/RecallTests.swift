import Domain
import Testing

@testable import Engine

/// Versions that come again without training, and the line in which they wait.
struct RecallTests {
    private static let (one, two, three) = (
        ModelVersion(rawValue: 1), ModelVersion(rawValue: 2), ModelVersion(rawValue: 3)
    )

    /// v2 was rolled back long ago; v3 was promoted, and only the archive knows v2.
    private static var bench: FoldBench {
        var policy = CanaryDefinition(approval: .automatic, minimumTime: .zero, bakePairs: 20)
        policy.guards.rollbackWindow = 0
        var bench = FoldBench(policy)
        bench.propose(2, everyWrong: 100)
        bench.feed(5)
        _ = bench.order { _, _ in .rollBack(version: two) }
        _ = bench.order { _, _ in .resumeAutomation }
        bench.propose(3, everyWrong: 10)
        while bench.rollout != .promoted { bench.feedToTheNextState() }
        bench.state.shelf = Shelf()
        return bench
    }

    private func recall(_ version: ModelVersion, _ bench: inout FoldBench, reason: String = "it was good in June")
        -> IntentReply?
    {
        bench.order({ .recall(rollout: $0, revision: $1, version: version) }, reason: reason)
    }

    @Test func goesThroughTheSameGatesAndStepsAsANewOne() throws {
        var bench = Self.bench

        let reply = recall(Self.two, &bench)
        let record = try #require(bench.record)
        while bench.rollout?.isEnded == false { bench.feedToTheNextState() }

        #expect(reply == .done("v2 comes from the archive, attempt 2: its gates run"))
        #expect(record.origin == RolloutOrigin(kind: .recall, attempt: 2))
        #expect(record.transitions.map(\.to) == [.validating, .warming])
        #expect(record.transitions.first?.reason == "recall: it was good in June")
        #expect(record.evidence == nil, "nothing of what it showed before counts")
        #expect(bench.rollout == .promoted)
        #expect(bench.champion == Self.two)
        #expect(Set(bench.record?.transitions.map(\.weight) ?? []) == [0, 5, 25, 50, 100])
    }

    @Test func isRejectedByAGateAsANewOneIs() {
        var bench = Self.bench
        bench.starting = [
            GateResult(
                gate: .holdout, isRequired: true, verdict: .fail, value: 0.2, bound: 0.02, count: 100, detail: "worse")
        ]

        _ = recall(Self.two, &bench)

        #expect(bench.rollout == .rejected)
        #expect(bench.champion == Self.three)
    }

    @Test func isRefusedForWhatServesForWhatIsUnknownAndWithoutAReason() {
        var bench = Self.bench

        #expect(recall(Self.three, &bench) == .refused("v3 serves already"))
        #expect(
            recall(ModelVersion(rawValue: 9), &bench)
                == .refused("v9 is not in the archive; the newest there are v2, v3"))
        #expect(recall(Self.two, &bench, reason: "") == .refused("give a reason"))
        let stale = bench.order({ .recall(rollout: $0, revision: $1 - 1, version: Self.two) }, reason: "why")
        #expect(stale == .refused("canary is now promoted, 100 %"))
    }

    @Test func waitsInLineWhileACanaryRunsAndBeginsWhenItHasEnded() {
        var bench = Self.bench
        bench.propose(4, everyWrong: 9)
        bench.feed(5)

        let reply = recall(Self.two, &bench)
        let again = recall(Self.two, &bench)

        #expect(reply == .done("v2 waits until the canary of v4 has ended, place 1 in line"))
        #expect(again == .refused("v2 waits in line already"))
        #expect(bench.state.recall.waiting == [Self.two])
        #expect(bench.record?.candidate == ModelVersion(rawValue: 4))
        _ = bench.order { _, _ in .rollBack(version: ModelVersion(rawValue: 4)) }
        #expect(bench.record?.candidate == Self.two)
        #expect(bench.state.waiting.isEmpty)
    }

    @Test func leavesTheLineAtAPersonsWord() {
        var bench = Self.bench
        bench.propose(4, everyWrong: 9)
        bench.feed(5)
        _ = recall(Self.two, &bench)

        let stale = bench.order { .leaveLine(version: Self.two, rollout: $0, revision: $1 + 1) }
        let reply = bench.order { .leaveLine(version: Self.two, rollout: $0, revision: $1) }
        let again = bench.order { .leaveLine(version: Self.two, rollout: $0, revision: $1) }

        #expect(stale == .refused("canary is now at step 1, 5 %"))
        #expect(reply == .done("v2 is out of the line"))
        #expect(again == .refused("v2 neither waits in line nor races"))
        _ = bench.order { _, _ in .rollBack(version: ModelVersion(rawValue: 4)) }
        #expect(bench.record?.candidate == ModelVersion(rawValue: 4))
    }

    @Test func takesTheCanarysPlaceWhereThePolicySaysSo() {
        var bench = Self.bench
        bench.state.definition.canary.guards.newcomer = .replace
        bench.propose(4, everyWrong: 9)
        bench.feed(5)

        let reply = recall(Self.two, &bench)

        #expect(reply == .done("v2 comes from the archive, attempt 2: its gates run"))
        #expect(
            bench.changes.rollouts.last { $0.candidate == ModelVersion(rawValue: 4) }?.state == .superseded)
    }

    @Test func keepsTheNewestTwoHundredVersions() {
        var bench = Self.bench
        let record = bench.state.archive[Self.two]?.record
        for number in 10..<260 {
            guard var copy = record else { continue }
            copy.version = ModelVersion(rawValue: number)
            bench.state.archive.add(copy)
        }

        #expect(bench.state.archive.entries.count == 200)
        #expect(bench.state.archive[Self.two] == nil)
        #expect(bench.state.archive[ModelVersion(rawValue: 259)] != nil)
    }
}
