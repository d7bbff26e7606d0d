import Domain
import TestSupport
import Testing

@testable import Engine

/// What becomes of models whose programs do not answer.
struct SilentProgramTests {
    /// A learner of the user's own that has gone; what stands in for it leans to the first class.
    private struct SilentModel: ProgrammedModel {
        let standIn: Output? = .probabilities([0.7, 0.3])

        func predict(_ event: Event) -> Output { .unanswered }

        mutating func learn(_ event: LabelledEvent) {}
    }

    private static let name = PipelineName(rawValue: "synthetic")
    private static let program = LearnerProgram(name: "my-forest", command: ["forest"])

    // MARK: In the fold

    @Test func aChampionsRowsGetWhatStandsInAndAnAlertTellsOfIt() {
        var bench = FoldBench(CanaryDefinition())
        bench.state.champion?.record.specification.program = Self.program
        let good = bench.state.champion?.model

        bench.state.champion?.model = SilentModel()
        bench.feed(2)
        #expect(bench.state.alerts.firing == [])
        bench.feed(1)

        #expect(bench.changes.predictions.suffix(3).allSatisfy { $0.servedOutput == .probabilities([0.7, 0.3]) })
        let alert = bench.state.alerts.firing.first
        #expect(alert?.rule == .modelServer && alert?.severity == .page)
        #expect(alert?.text == "my-forest of v1 does not answer; rows get what was most likely in its training rows")
        if let good { bench.state.champion?.model = good }
        bench.feed(1)
        #expect(bench.state.alerts.firing == [])
    }

    @Test func aCandidateIsRolledBackForIt() {
        var bench = FoldBench(CanaryDefinition(approval: .automatic))
        bench.propose(2, everyWrong: 10)
        bench.feed(40)
        bench.state.candidate?.record.specification.program = Self.program
        bench.state.candidate?.model = SilentModel()

        for _ in 0..<400 where bench.rollout?.isEnded == false { bench.feed(1) }

        #expect(bench.rollout == .rolledBack)
        let reason = bench.record?.transitions.map(\.reason).first { $0.contains("unanswered") } ?? ""
        #expect(reason.hasPrefix("its program left "), "\(bench.record?.transitions.map(\.reason) ?? [])")
        #expect(bench.changes.predictions.allSatisfy { $0.servedOutput != .unanswered })
    }

    // MARK: For callers

    private func answers(champion: any PublishedModel, candidate: any PublishedModel) throws -> [ServedPrediction] {
        let router = PredictionRouter(
            sha256: StandInDigest.function, now: { Timestamp(rawValue: 1_700_000_000_000) }, wake: {})
        let table = RoutingTable(
            definition: World.definition(),
            champion: .init(version: ModelVersion(rawValue: 1), model: champion, learnedThrough: 0),
            candidate: .init(version: ModelVersion(rawValue: 2), model: candidate, learnedThrough: 0), previous: nil,
            weight: 50, rollout: 1, assignment: TrafficAssignment(salt: "salt"), lags: LagMemory(lags: []),
            clock: Timestamp(rawValue: 0))
        router.opened(Self.name).publish(table, definition: World.definition())
        let rows = (0..<100).map { PredictionRequest.Row(values: [.number(0), .number(0)], unit: "unit \($0)") }
        let request = PredictionRequest(model: Self.name, rows: rows)
        #expect(
            router.predict(request) == .failure(.asksElsewhere(Self.name)), "no thread of others waits for a program")
        return try router.predict(request, mayWait: true).get()
    }

    @Test func callersOfACandidateGetTheChampionsAnswer() throws {
        let answers = try answers(champion: KnownModel(everyWrong: 10), candidate: SilentModel())

        let helped = answers.filter { $0.fallback != nil }
        #expect((30...70).contains(helped.count))
        #expect(helped.allSatisfy { $0.fallback == "the program of v2 does not answer" })
        #expect(answers.allSatisfy { $0.version == ModelVersion(rawValue: 1) && $0.output.isValid })
    }

    @Test func callersOfAChampionGetWhatStandsIn() throws {
        let answers = try answers(champion: SilentModel(), candidate: KnownModel(everyWrong: 10))

        let helped = answers.filter { $0.fallback != nil }
        #expect((30...70).contains(helped.count))
        #expect(helped.allSatisfy { $0.output == .probabilities([0.7, 0.3]) && $0.arm == .champion })
    }
}
