import ArgumentParser
import Domain

/// Freezes a canary's share of the traffic.
struct HoldCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hold", abstract: "Freezes a canary's share of the traffic.")

    @OptionGroup var steering: Steering
    @OptionGroup var seen: SeenRevision

    func run() async throws {
        try await steering.submit { pipeline in
            let canary = try Steering.canary(of: pipeline)
            return .hold(rollout: canary.record.number, revision: seen.revision ?? canary.revision)
        }
    }
}
