import Domain
import Simulation
import Testing
import Tracking

@testable import Engine

/// A live engine that callers ask for predictions and tell labels.
struct ServingTests {
    private static let name = PipelineName(rawValue: "synthetic")
    private static let history: Int64 = 600

    private static func request(_ rows: Int, arm: PredictionRecord.Arm? = nil) -> PredictionRequest {
        PredictionRequest(
            model: name, arm: arm,
            rows: (0..<rows).map { row in
                PredictionRequest.Row(values: [.number(Double(row % 20) / 10 - 1), .number(0.5)])
            })
    }

    private static func definition() -> PipelineDefinition {
        var definition = World.definition()
        definition.triggers = []
        return definition
    }

    @Test func whatCallersWereToldIsKeptAndJoinedWithTheirLabels() async throws {
        let world = try World()
        let (answers, replies) = try await world.serving(rows: Self.history, Self.definition()) { engine in
            let answers = try engine.predict(Self.request(300)).get()
            let feedback = answers.map { Feedback(id: $0.id, truth: .category("1")) }
            return (answers, await engine.take(feedback, for: Self.name))
        }

        #expect(answers.count == 300)
        #expect(Set(answers.map(\.id)).count == 300)
        #expect(answers.allSatisfy { $0.arm == .champion && $0.version == ModelVersion(rawValue: 1) })
        #expect(replies.allSatisfy { $0 == .accepted })
        let stored = try world.store.labelledEvents(
            LabelledEventQuery(
                pipeline: Self.name, throughSequence: .max, events: 1_000_000...Int64.max, limit: 1_000, skipping: nil,
                excluded: []))
        #expect(stored.map(\.labelled.event.id) == answers.map(\.id))
        #expect(stored.map(\.prediction?.championOutput) == answers.map(\.output))
    }

    @Test func aRestartFoldsWhatWasServedToTheSameState() async throws {
        let world = try World()
        let before = try await world.serving(rows: Self.history, Self.definition()) { engine in
            let answers = try engine.predict(Self.request(50)).get()
            let told = await engine.take(
                answers.prefix(20).map { Feedback(id: $0.id, truth: .category("0")) }, for: Self.name)
            #expect(told.allSatisfy { $0 == .accepted })
            return (answers, await engine.lockstepReports())
        }

        let after = try await world.serving(rows: Self.history, Self.definition()) { engine in
            (try engine.predict(Self.request(1)).get(), await engine.lockstepReports())
        }

        #expect(after.1 == before.1)
        #expect(after.0[0].id > before.0[49].id, "a restart gives no number twice")
    }

    /// As after a kill: no checkpoint was written, and the whole log is folded again.
    @Test func theLogAloneGivesTheStateThatServed() async throws {
        let world = try World()
        let reports = try await world.serving(rows: Self.history, Self.definition()) { engine in
            let answers = try engine.predict(Self.request(80)).get()
            let told = answers.prefix(40).map { Feedback(id: $0.id, truth: .category("0")) }
            _ = await engine.take(told, for: Self.name)
            _ = await engine.take([Feedback(id: told[3].id, truth: .category("1"), supersedes: true)], for: Self.name)
            let other = world.engine(.live)
            try await other.add(Self.definition()) { position throws(SourceError) in
                SyntheticStream(drift: .none, rows: Self.history, noise: 0.1, seed: 7, resumingAt: position)
            }
            return (await engine.lockstepReports(), await other.lockstepReports())
        }

        #expect(reports.0 == reports.1)
    }

    /// The stream goes on while requests are on their way, and its rows and they may be of one moment.
    @Test func noRequestIsOutOfOrderOrSomebodyElsesDouble() async throws {
        let world = try World()
        var keyed = Self.definition()
        keyed.validation.keyColumns = ["time"]
        keyed.source.speed = .rowsPerSecond(1)
        keyed.source.prerollRows = Int(Self.history)
        let replies = try await world.serving(rows: Self.history, keyed) { engine in
            var replies: [FeedbackReply] = []
            for _ in 0..<20 {
                let answers = try engine.predict(Self.request(3)).get()
                replies += await engine.take(answers.map { Feedback(id: $0.id, truth: .category("1")) }, for: Self.name)
            }
            return replies
        }

        #expect(replies.count == 60 && replies.allSatisfy { $0 == .accepted })
    }

    @Test func labelsThatAreTakenBackMayBeToldAnew() async throws {
        let world = try World()
        let everything = LabelRange(from: Timestamp(rawValue: 0), to: LabelRange.open, source: .feedback)
        @Sendable func order(_ labels: Int, reason: String = "a bug") -> Intent {
            Intent(
                pipeline: Self.name, command: .retractLabels(everything, labels: labels), user: "ann", reason: reason,
                time: Timestamp(rawValue: 0))
        }

        let (replies, told, reports) = try await world.serving(rows: Self.history, Self.definition()) { engine in
            let answers = try engine.predict(Self.request(40)).get()
            _ = await engine.take(answers.map { Feedback(id: $0.id, truth: .category("0")) }, for: Self.name)
            let replies = [
                await engine.submit(order(39)), await engine.submit(order(40, reason: "")),
                await engine.submit(order(40)), await engine.submit(order(40)),
            ]
            let told = await engine.take(
                [
                    Feedback(id: answers[3].id, truth: .category("1")),
                    Feedback(id: answers[3].id, truth: .category("1")),
                ],
                for: Self.name)
            let other = world.engine(.live)
            try await other.add(Self.definition()) { position throws(SourceError) in
                SyntheticStream(drift: .none, rows: Self.history, noise: 0.1, seed: 7, resumingAt: position)
            }
            return (replies, told, (await engine.lockstepReports(), await other.lockstepReports()))
        }

        #expect(replies[0] == .refused("the range holds 40 labels now, not 39; look again without --yes"))
        #expect(replies[1] == .refused("give a reason: it stays beside the labels"))
        guard case .done(let sentence) = replies[2] else {
            Issue.record("\(replies[2])")
            return
        }
        #expect(sentence.hasPrefix("retracted 40 labels of events from "))
        #expect(replies[3] == .refused("the range holds 0 labels now, not 40; look again without --yes"))
        #expect(told == [.accepted, .duplicate])
        #expect(reports.0 == reports.1, "the log alone gives the same state")
        #expect(try world.store.retractions(Self.name, limit: 9).map(\.taint.labels) == [40])
    }

    @Test func feedbackIsAnsweredByWhatIsKnown() async throws {
        let world = try World()
        let replies = try await world.serving(rows: Self.history, Self.definition()) { engine in
            let id = try engine.predict(Self.request(1)).get()[0].id
            var replies: [FeedbackReply] = []
            for item in [
                Feedback(id: id, truth: .category("maybe")), Feedback(id: id, truth: .category("1")),
                Feedback(id: id, truth: .category("1")), Feedback(id: id, truth: .category("0")),
                Feedback(id: id, truth: .category("0"), supersedes: true), Feedback(id: id, truth: .category("0")),
                Feedback(id: id + 1, truth: .category("0")), Feedback(id: .max, truth: .category("0")),
                Feedback(id: id + PredictionNumber.stride, reward: Reward(value: 1)),
            ] {
                replies += await engine.take([item], for: Self.name)
            }
            return replies
        }

        #expect(
            replies == [
                .invalid("give one of the classes 0, 1"), .accepted, .duplicate, .conflict(known: .category("1")),
                .accepted, .duplicate, .unknown, .unknown, .unknown,
            ])
        let standing = try world.store.standings(of: [1], in: Self.name)
        #expect(standing[1]?.label != nil, "history's labels are known too")
    }

    @Test func aRollBackThatACrashKeptFromTheHistoryIsCarriedOutAtTheNextStart() async throws {
        var world = try World()
        world.journal = MemoryJournal([
            Intent(
                pipeline: Self.name, command: .rollBack(version: ModelVersion(rawValue: 2)), user: "ann",
                reason: "it is worse", time: Timestamp(rawValue: 1))
        ])

        try await world.serving(rows: Self.history, Self.definition()) { _ in }

        #expect(world.journal.outstanding().isEmpty)
        let said = try world.store.audits(Self.name, since: nil, limit: 1_000).filter { $0.actor == "ann" }
        #expect(said.count == 1)
    }

    @Test func oldPredictionsAreNoLongerJoined() async throws {
        let world = try World()
        let reply = try await world.serving(rows: Self.history, Self.definition()) { engine in
            let id = try engine.predict(Self.request(1)).get()[0].id
            world.time.advance(by: .days(40))
            _ = try engine.predict(Self.request(1)).get()
            _ = await engine.take([Feedback(id: 0, truth: .category("0"))], for: Self.name)
            return await engine.take([Feedback(id: id, truth: .category("0"))], for: Self.name)
        }

        #expect(reply == [.expired])
    }

    @Test func whatATesterAskedForIsKeptAndCountsNowhere() async throws {
        let world = try World()
        let (counted, uncounted) = try await world.serving(rows: Self.history, Self.definition()) { engine in
            let before = await engine.lockstepReports()[0].served
            let answers = try engine.predict(Self.request(200, arm: .champion)).get()
            let wrong = answers.map { Feedback(id: $0.id, truth: .category($0.output.predictedClass == 0 ? "1" : "0")) }
            _ = await engine.take(wrong, for: Self.name)
            return (before, await engine.lockstepReports()[0].served)
        }

        #expect(counted == uncounted)
    }

    @Test func refusesWhatItCannotAnswer() async throws {
        let world = try World()
        let other = PipelineName(rawValue: "other")
        let refusals = try await world.serving(rows: Self.history, Self.definition()) { engine in
            [
                PredictionRequest(model: other, rows: [PredictionRequest.Row(values: [])]),
                PredictionRequest(model: Self.name, rows: []),
                PredictionRequest(model: Self.name, rows: [PredictionRequest.Row(values: [.number(1)])]),
                PredictionRequest(
                    model: Self.name, version: ModelVersion(rawValue: 9), rows: Self.request(1).rows),
                Self.request(1, arm: .candidate),
            ].map { request -> PredictionRefusal? in
                if case .failure(let refusal) = engine.predict(request) { refusal } else { nil }
            }
        }

        #expect(
            refusals == [
                .unknownModel(other, known: [Self.name]), .noRows, .rowWidth(row: 0, found: 1, expected: 2),
                .unknownVersion(ModelVersion(rawValue: 9), loaded: [ModelVersion(rawValue: 1)]),
                .noCandidate(Self.name),
            ])
    }
}
