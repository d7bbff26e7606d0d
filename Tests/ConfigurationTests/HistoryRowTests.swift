import Domain
import Foundation
import Testing

@testable import flywheel

struct HistoryRowTests {
    private static let name = PipelineName(rawValue: "p")

    private static func transition(
        _ from: RolloutState, _ to: RolloutState, minute: Int, _ reason: String
    ) -> RolloutRecord.Transition {
        var transition = RolloutRecord.Transition(
            streamTime: Timestamp(rawValue: 0) + .minutes(minute), from: from, to: to, weight: 5, actor: "engine",
            reason: reason)
        transition.wallTime = Timestamp(rawValue: 1_700_000_000_000)
        transition.monotonicNanoseconds = 77
        return transition
    }

    private static func audit(_ number: Int64, minute: Int, _ text: String, _ kind: AuditRecord.Kind = .canary)
        -> AuditRecord
    {
        AuditRecord(
            number: number, sequence: number, streamTime: Timestamp(rawValue: 0) + .minutes(minute),
            wallTime: Timestamp(rawValue: 1), actor: "engine", kind: kind, subject: "v2", text: text, hash: "")
    }

    @Test func putsEachTransitionBesideTheDecisionThatToldOfIt() throws {
        let rollout = RolloutRecord(
            number: 4, candidate: ModelVersion(rawValue: 2), champion: ModelVersion(rawValue: 1), state: .rolledBack,
            isDrill: false, gates: [],
            transitions: [
                Self.transition(.warming, .ramping(step: 0), minute: 1, "smoke test passed"),
                Self.transition(.ramping(step: 0), .rollingBack, minute: 9, "worse"),
                Self.transition(.rollingBack, .rolledBack, minute: 9, "worse"),
            ], evidence: nil, metricBefore: nil, metricAfter: nil)
        let audits = [
            Self.audit(1, minute: 1, "warming → ramping 1 at 5 %: smoke test passed"),
            Self.audit(2, minute: 5, "pass: all well", .gate),
            Self.audit(3, minute: 9, "rolling back → rolled back at 0 %: worse", .rollBack),
        ]

        let rows = HistoryRow.rows(of: audits, [rollout], in: Self.name)
        let late = HistoryRow.rows(of: [audits[2]], [rollout], in: Self.name)

        #expect(rows.map { $0.transitions?.count } == [1, nil, 2])
        #expect(late.map { $0.transitions?.count } == [2])
        let object = try JSONSerialization.jsonObject(with: JSONEncoder().encode(rows[2])) as? [String: Any]
        #expect(object?["pipeline"] as? String == "p")
        #expect(object?["text"] as? String == "rolling back → rolled back at 0 %: worse")
        let steps = try #require(object?["transitions"] as? [[String: Any]])
        #expect(steps.map { $0["rollout"] as? Int } == [4, 4])
        #expect(steps.allSatisfy { $0["wallTime"] != nil && $0["monotonicNanoseconds"] as? Int == 77 })
    }
}
