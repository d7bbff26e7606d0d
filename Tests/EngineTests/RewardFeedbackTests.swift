import Domain
import Testing
import Tracking

@testable import Engine

/// Rewards that callers tell a live engine.
struct RewardFeedbackTests {
    private static let name = PipelineName(rawValue: "synthetic")

    private static func definition() -> PipelineDefinition {
        var definition = World.definition()
        definition.triggers = []
        return definition
    }

    @Test func takesARewardOnceAndACorrectionOfIt() async throws {
        let world = try World()
        let (id, replies) = try await world.serving(rows: 600, Self.definition()) { engine in
            let request = PredictionRequest(
                model: Self.name, rows: [PredictionRequest.Row(values: [.number(0.1), .number(0.5)])])
            let id = try engine.predict(request).get()[0].id
            let items = [
                Feedback(id: id, reward: Reward(value: 5)), Feedback(id: id, reward: Reward(value: 5)),
                Feedback(id: id, reward: Reward(value: 6)),
                Feedback(id: id, reward: Reward(value: 6), supersedes: true),
                Feedback(id: id, truth: .category("1"), reward: Reward(value: 7)),
                Feedback(id: id, truth: .category("1"), reward: Reward(value: 6)),
                Feedback(id: id + 1, reward: Reward(value: 5)),
            ]
            return (id, await engine.take(items, for: Self.name))
        }

        #expect(
            replies == [
                .accepted, .duplicate, .conflict(known: .number(5)), .accepted, .conflict(known: .number(6)), .accepted,
                .unknown,
            ])
        let standing = try #require(try world.store.standings(of: [id], in: Self.name)[id])
        #expect(standing.reward == Reward(value: 6))
        #expect(standing.label == .category("1"))
    }
}
