import ArgumentParser
import Domain

/// Approves what waits: a canary's next step or its promotion.
struct ApproveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve", abstract: "Approves the step or the promotion that a canary waits for.")

    @OptionGroup var steering: Steering
    @OptionGroup var seen: SeenRevision

    func run() async throws {
        try await steering.submit { pipeline in
            let canary = try Steering.canary(of: pipeline)
            return .approve(rollout: canary.record.number, revision: seen.revision ?? canary.revision)
        }
    }
}
