import ArgumentParser
import Domain

/// Takes a canary's candidate out of the traffic; never refused for being late.
struct RollBackCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollback", abstract: "Takes the candidate out of the traffic at once; automation is off then.")

    @OptionGroup var steering: Steering

    func run() async throws {
        try await steering.submit { pipeline in
            .rollBack(version: try Steering.canary(of: pipeline).record.candidate)
        }
    }
}
