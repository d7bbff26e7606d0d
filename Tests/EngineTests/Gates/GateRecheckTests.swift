import Domain
import TestSupport
import Testing

@testable import Engine

/// Gates that run again while a candidate has traffic.
struct GateRecheckTests {
    private static let two = ModelVersion(rawValue: 2)

    private static func policy(_ approval: CanaryDefinition.Approval = .promotion) -> CanaryDefinition {
        CanaryDefinition(
            steps: [10, 50, 100], approval: approval, minimumPairs: 60, minimumTime: .zero, margin: 0.4,
            criticalMargin: 0.5)
    }

    private static func result(_ gate: GateResult.Gate, _ verdict: Verdict, isRequired: Bool = true) -> GateResult {
        GateResult(
            gate: gate, isRequired: isRequired, verdict: verdict, value: 1, bound: 0, count: 5, detail: "it forgot")
    }

    @Test func runAtEachStepAndBeforeThePromotion() throws {
        var bench = FoldBench(Self.policy())
        bench.recurring = [Self.result(.smoke, .pass), Self.result(.latency, .fail, isRequired: false)]
        bench.propose(2, everyWrong: 500)
        bench.feed(400)

        #expect(bench.rollout == .awaitingPromotion)
        #expect(bench.record?.rechecks?.map(\.moment) == [.step(1), .promotion])
        #expect(bench.order { .approve(rollout: $0, revision: $1) } == .done("approved v2: baking"))
    }

    @Test(arguments: [GateResult.Gate.oldWindows, .golden, .latency], [Verdict.fail, .inconclusive, .error])
    func holdWhatFailsOne(gate: GateResult.Gate, verdict: Verdict) {
        var bench = FoldBench(Self.policy())
        bench.recurring = [Self.result(gate, verdict)]
        bench.propose(2, everyWrong: 500)
        bench.feed(400)

        #expect(bench.rollout == .held(.gate, step: 1))
        #expect(bench.record?.transitions.last?.reason == "gate \(gate.words) at step 2: it forgot")
        #expect(bench.champion == ModelVersion(rawValue: 1))
    }

    @Test func takeOutWhatAnswersNonsense() {
        var bench = FoldBench(Self.policy())
        bench.recurring = [Self.result(.smoke, .fail)]
        bench.propose(2, everyWrong: 500)
        bench.feed(400)

        #expect(bench.rollout == .rolledBack)
        #expect(bench.record?.transitions.last?.reason == "gate smoke at step 2: it forgot")
    }

    @Test func areAskedAgainWhenAPersonResumes() {
        var bench = FoldBench(Self.policy())
        bench.recurring = [Self.result(.golden, .fail)]
        bench.propose(2, everyWrong: 500)
        bench.feed(400)

        _ = bench.order { .resume(rollout: $0, revision: $1) }
        let still = bench.rollout
        bench.recurring = []
        _ = bench.order { .resume(rollout: $0, revision: $1) }
        bench.feed(100)

        #expect(still == .held(.gate, step: 1))
        #expect(bench.rollout == .awaitingPromotion)
    }

    @Test func areAskedAgainWhereAPersonHeldWhatFailedAndLetsItGo() {
        var bench = FoldBench(Self.policy())
        bench.recurring = [Self.result(.golden, .fail)]
        bench.propose(2, everyWrong: 500)
        bench.feed(400)

        _ = bench.order { .hold(rollout: $0, revision: $1) }
        let held = bench.rollout
        _ = bench.order { .resume(rollout: $0, revision: $1) }

        #expect(held == .held(.manual, step: 1))
        #expect(bench.rollout == .held(.gate, step: 1))
    }

    @Test func areNamedAmongWhatAFullPromotionSkips() {
        var bench = FoldBench(Self.policy())
        bench.recurring = [Self.result(.golden, .fail)]
        bench.propose(2, everyWrong: 500)
        bench.feed(400)

        _ = bench.order({ .promoteFull(rollout: $0, revision: $1, version: Self.two) }, reason: "the case is wrong")

        #expect(bench.record?.origin.forced?.checks.contains("gate golden set at step 2: it forgot") == true)
    }

    @Test func letAnOverriddenGateBe() {
        var bench = FoldBench(Self.policy())
        bench.recurring = [Self.result(.oldWindows, .fail)]
        bench.propose(2, everyWrong: 500, gates: [Self.result(.oldWindows, .fail)])
        #expect(bench.rollout == .rejected)

        bench.starting = [Self.result(.oldWindows, .fail)]
        _ = bench.order({ .overrideGate(rollout: $0, revision: $1, version: Self.two) }, reason: "that market is gone")
        bench.feed(400)

        #expect(bench.rollout == .awaitingPromotion)
        #expect(bench.record?.gates == bench.starting)
        #expect(bench.state.candidate?.record.words == "unverified: known")
    }

    /// A retry runs its own gates: what the first attempt passed says nothing of the second.
    @Test func belongToTheirAttempt() {
        var bench = FoldBench(Self.policy())
        bench.propose(2, everyWrong: 500, gates: [Self.result(.smoke, .pass)])
        bench.feed(30)
        _ = bench.order { _, _ in .rollBack(version: Self.two) }
        bench.starting = [Self.result(.golden, .fail)]

        _ = bench.order({ .retry(rollout: $0, revision: $1, version: Self.two) }, reason: "upstream is mended")

        #expect(bench.rollout == .rejected)
        #expect(bench.record?.gates == bench.starting)
        #expect(bench.state.search == nil)
    }

    @Test func doNotRunForADrillOrAFormerChampion() {
        var bench = FoldBench(Self.policy(.automatic))
        bench.propose(2, everyWrong: 500)
        bench.feed(700)
        #expect(bench.rollout == .promoted)

        _ = bench.order(
            { .undo(rollout: $0, revision: $1, version: ModelVersion(rawValue: 1)) }, reason: "complaints")
        bench.feed(5)

        #expect(bench.rollout == .baking)
        #expect(bench.record?.rechecks == nil)
    }
}
