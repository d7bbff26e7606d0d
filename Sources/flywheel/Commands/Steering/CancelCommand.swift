import ArgumentParser
import Domain

/// Takes a candidate back before it has traffic.
struct CancelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "Takes a candidate back before it has traffic.")

    @OptionGroup var steering: Steering
    @OptionGroup var seen: SeenRevision

    func run() async throws {
        try await steering.submit { pipeline in
            let canary = try Steering.canary(of: pipeline)
            return .cancel(rollout: canary.record.number, revision: seen.revision ?? canary.revision)
        }
    }
}
