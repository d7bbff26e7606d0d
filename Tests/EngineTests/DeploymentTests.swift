import Domain
import Foundation
import TestSupport
import Testing

@testable import Engine

/// The models of old runs before the gates.
struct DeploymentTests {
    private static func bench(_ change: (inout CanaryDefinition) -> Void = { _ in }) -> FoldBench {
        var policy = CanaryDefinition(approval: .automatic, minimumTime: .zero, bakePairs: 20)
        change(&policy)
        var bench = FoldBench(policy)
        // A model that the artifacts hold and no version has.
        bench.keepModel("old", everyWrong: 100)
        bench.feed(30)
        return bench
    }

    private static func found(_ change: (inout RunRecord) -> Void = { _ in }) -> RunDeployment {
        var run = RunRecord(
            number: 7, search: 3, kind: .trial, state: .completed,
            specification: TrialSpecification(
                learner: .linear, updates: .frozen, features: FeatureRecipe(calendar: [], usesLags: false), window: 100,
                hyperparameters: [], seed: 1),
            summary: "linear of old", dataset: StandInDigest.digest(of: "data"), trainedRows: 80,
            model: StandInDigest.digest(of: "old"))
        change(&run)
        return RunDeployment(run: run, lastEvent: 12)
    }

    private static func deploy(_ found: RunDeployment?, _ bench: inout FoldBench) -> IntentReply? {
        bench.order(
            { .deployRun(rollout: $0, revision: $1, run: 7, deployment: found) }, reason: "the newer ones overfit")
    }

    @Test func becomesAVersionAndGoesThroughTheGatesAndSteps() throws {
        var bench = Self.bench()

        let reply = Self.deploy(Self.found(), &bench)
        let record = try #require(bench.record)
        let version = try #require(bench.changes.versions.last)
        while bench.rollout?.isEnded == false { bench.feedToTheNextState() }

        #expect(
            reply == .done("run 7 is v1: its gates run") || reply == .done("run 7 is \(version.version): its gates run")
        )
        #expect(record.origin == RolloutOrigin(kind: .deployment, attempt: 1))
        #expect(record.transitions.map(\.to) == [.validating, .warming])
        #expect(record.transitions.first?.reason == "deploy run: the newer ones overfit")
        #expect(record.transitions.last?.reason == "all required gates passed")
        #expect(version.search == 3 && version.lastEvent == 12 && version.trainedRows == 80)
        #expect(version.model == StandInDigest.digest(of: "old") && version.dataset == StandInDigest.digest(of: "data"))
        #expect(bench.rollout == .promoted && bench.champion == version.version)
        #expect(bench.state.archive[version.version]?.attempts == 1)
    }

    private static let unfit: [(@Sendable (inout RunRecord) -> Void, String)] = [
        ({ $0.kind = .reproduction }, "run 7 only checks another run (reproduction): deploy that one"),
        ({ $0.kind = .drill }, "run 7 is of a drill: its model is bad on purpose"),
        ({ $0.specification.shufflesLabels = true }, "run 7 is of a drill: its model is bad on purpose"),
        ({ $0.state = .stopped }, "run 7 is stopped: there is no model of its whole length"),
        ({ $0.model = nil }, "run 7 has no model"),
        (
            { $0.model = StandInDigest.digest(of: "gone") },
            "the model of run 7, \(StandInDigest.digest(of: "gone").short), is gone or cannot be read; "
                + "`flywheel reproduce 7` tells whether it can be trained again"
        ),
    ]

    @Test(arguments: unfit.indices)
    func isRefusedForWhatIsNoModelToServe(place: Int) {
        let (change, sentence) = Self.unfit[place]
        var bench = Self.bench()

        let reply = Self.deploy(Self.found(change), &bench)

        #expect(reply == .refused(sentence))
        #expect(bench.rollout == nil && bench.changes.versions.isEmpty)
    }

    @Test func isRefusedForARunThatIsNotKnownOrWhoseRowsAreNot() {
        var bench = Self.bench()
        var unclear = Self.found()
        unclear.lastEvent = nil

        #expect(Self.deploy(nil, &bench) == .refused("there is no run 7"))
        #expect(
            Self.deploy(unclear, &bench)
                == .refused(
                    "the log does not tell which rows run 7 was trained on, so that no gate could judge it on others"))
    }

    @Test func isRefusedWhileACanaryOrASearchIsOnAndForWhatIsAVersionAlready() {
        var bench = Self.bench { $0.guards.newcomer = .queue }
        bench.propose(4, everyWrong: 9)
        let during = Self.deploy(Self.found(), &bench)
        _ = bench.order { _, _ in .rollBack(version: ModelVersion(rawValue: 4)) }
        bench.state.search = nil
        let again = Self.deploy(Self.found { $0.model = StandInDigest.digest(of: "4") }, &bench)
        bench.state.search = SearchState(
            number: 9, purpose: .improve,
            trigger: TriggerRecord(
                number: 9, kind: "manual", firedAt: bench.state.clock, value: 0, threshold: 0, count: 0, evidence: "",
                actor: "ann", outcome: .running), cut: 0)
        let searching = Self.deploy(Self.found(), &bench)

        #expect(during == .refused("the canary of v4 runs: it ends first"))
        #expect(again == .refused("run 7 is v4 already: `flywheel recall --model v4 --reason WHY`"))
        #expect(searching == .refused("search 9 runs: it ends first"))
    }

    @Test func readsACommandThatKnowsNothingYet() throws {
        let text = #"{"deployRun":{"rollout":2,"revision":5,"run":7}}"#

        let command = try JSONDecoder().decode(Command.self, from: Data(text.utf8))

        #expect(command == .deployRun(rollout: 2, revision: 5, run: 7))
    }
}
