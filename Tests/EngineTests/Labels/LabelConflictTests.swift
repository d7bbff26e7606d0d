import Domain
import Testing
import Tracking

@testable import Engine

/// Another label than the known one, under each rule.
struct LabelConflictTests {
    private static let name = PipelineName(rawValue: "synthetic")

    private static func definition(_ conflict: LabelDefinition.Conflict) -> PipelineDefinition {
        var definition = World.definition()
        definition.triggers = []
        definition.labels.conflict = conflict
        return definition
    }

    /// Tells labels of one prediction, one after the other; gives the replies, the label that holds and the conflicts.
    private static func outcome(
        _ conflict: LabelDefinition.Conflict, _ told: [(label: String, source: String?)]
    ) async throws -> (replies: [FeedbackReply], label: FieldValue?, conflicts: Int64) {
        let world = try World()
        let (id, replies, conflicts) = try await world.serving(rows: 600, definition(conflict)) { engine in
            let request = PredictionRequest(
                model: name, rows: [PredictionRequest.Row(values: [.number(0.1), .number(0.5)])])
            let id = try engine.predict(request).get()[0].id
            var replies: [FeedbackReply] = []
            for (label, source) in told {
                replies += await engine.take(
                    [Feedback(id: id, truth: .category(label), source: source)], for: name)
            }
            return (id, replies, await engine.pipelines[0].state.labelSnapshot.conflicts)
        }
        return (replies, try world.store.standings(of: [id], in: name)[id]?.label, conflicts)
    }

    @Test func isRefusedAndCounted() async throws {
        let (replies, label, conflicts) = try await Self.outcome(.refuse, [("1", nil), ("0", "b"), ("1", "c")])
        #expect(replies == [.accepted, .conflict(known: .category("1")), .duplicate])
        #expect(label == .category("1"))
        #expect(conflicts == 1)
    }

    @Test func goesToTheLastWriter() async throws {
        let (replies, label, conflicts) = try await Self.outcome(.lastWriter, [("1", nil), ("0", nil), ("0", nil)])
        #expect(replies == [.accepted, .accepted, .duplicate])
        #expect(label == .category("0"))
        #expect(conflicts == 1)
    }

    @Test(
        arguments: [
            // The first stays where they are even; the third vote decides.
            ([("1", "a"), ("0", "b")], "1", 1), ([("1", "a"), ("0", "b"), ("0", "c")], "0", 2),
            ([("1", "a"), ("0", "b"), ("1", "c")], "1", 1),
            // A source that changes its mind has one vote still.
            ([("1", "a"), ("0", "b"), ("0", "b"), ("1", "b")], "1", 1),
            ([("1", "a"), ("0", "a")], "0", 1),
        ] as [([(String, String)], String, Int64)])
    func goesToTheMajority(votes: [(String, String)], label: String, conflicts: Int64) async throws {
        let outcome = try await Self.outcome(.vote, votes.map { ($0.0, $0.1) })
        #expect(outcome.label == .category(label))
        #expect(outcome.conflicts == conflicts)
        #expect(outcome.replies.allSatisfy { $0 == .accepted || $0 == .duplicate })
    }

    /// The label of the pipeline's own file is one vote.
    @Test func countsTheFilesLabelAsAVote() {
        let judge = ConflictJudge(definition: Self.definition(.vote), clock: Timestamp(rawValue: 0))
        var standing = EventStanding(time: Timestamp(rawValue: 0), label: .category("1"))
        let first = judge.label(
            of: Feedback(id: 1, truth: .category("0"), source: "a"), standing, at: Timestamp(rawValue: 0))
        let told = first.inputs.compactMap { if case .told(let told) = $0 { told } else { nil } }
        #expect(told.map(\.fate) == [.voted, .outvoted])
        #expect(told.map(\.source) == ["file", "a"])

        standing.votes = told.map { LabelVote(source: $0.source, value: $0.value) }
        let second = judge.label(
            of: Feedback(id: 1, truth: .category("0"), source: "b"), standing, at: Timestamp(rawValue: 0))
        #expect(
            second.inputs.last
                == .source(.correction(number: 1, value: .category("0"), time: Timestamp(rawValue: 0))))
    }
}
