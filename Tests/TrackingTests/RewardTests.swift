import Domain
import Testing

@testable import Tracking

/// Rewards in the history: all of them, the newest of an event on top.
struct RewardTests {
    private static let name = PipelineName(rawValue: "shop")

    private static func changes(_ rewards: [StoredReward]) -> PipelineChanges {
        var changes = PipelineChanges(pipeline: name)
        changes.rewards = rewards
        return changes
    }

    private static func stored(
        _ event: Int64, at sequence: Int64, _ reward: Reward, replaces: Double = 0
    ) -> StoredReward {
        StoredReward(
            sequence: sequence, event: event, time: Timestamp(rawValue: sequence), reward: reward, replaces: replaces)
    }

    @Test func givesTheNewestRewardOfAnEventAndFoldsAllOfThemAgain() throws {
        let store = try SQLiteHistory()
        var first = Self.changes([Self.stored(1, at: 2, Reward(value: 5, weight: 2, source: "shop"))])
        first.events = [
            StoredEvent(
                sequence: 1,
                event: Event(id: 1, time: Timestamp(rawValue: 1), unit: "ann", values: [], lags: []))
        ]
        try store.commit([first])
        let before = try store.standings(of: [1], in: Self.name)[1]
        try store.commit([Self.changes([Self.stored(1, at: 3, Reward(value: -1), replaces: 10)])])

        let after = try store.standings(of: [1], in: Self.name)[1]
        let tail = try store.restore(Self.name).tail

        #expect(before?.reward == Reward(value: 5, weight: 2, source: "shop"))
        #expect(before?.label == nil)
        #expect(after?.reward == Reward(value: -1))
        #expect(tail.map(\.sequence) == [1, 2, 3])
        #expect(
            tail.dropFirst().map(\.input) == [
                .source(
                    .reward(
                        number: 1, Reward(value: 5, weight: 2, source: "shop"), replaces: 0,
                        time: Timestamp(rawValue: 2))),
                .source(.reward(number: 1, Reward(value: -1), replaces: 10, time: Timestamp(rawValue: 3))),
            ])
    }
}
