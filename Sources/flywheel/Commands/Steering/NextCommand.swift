import ArgumentParser
import Domain

/// Takes the next step of a ramp now.
struct NextCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "next", abstract: "Takes a canary's next step now: skips the wait, not the tests.")

    @OptionGroup var steering: Steering
    @OptionGroup var seen: SeenRevision

    func run() async throws {
        try await steering.submit { pipeline in
            let canary = try Steering.canary(of: pipeline)
            return .nextStep(rollout: canary.record.number, revision: seen.revision ?? canary.revision)
        }
    }
}
