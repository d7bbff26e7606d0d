import ArgumentParser
import Domain

/// Tries a version again that was taken out of the traffic.
struct RetryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry", abstract: "Tries a rolled back version again, on new evidence; give a reason.")

    @OptionGroup var steering: Steering
    @OptionGroup var seen: SeenRevision
    @OptionGroup var model: NamedVersion

    func run() async throws {
        try await steering.submit { pipeline in
            let canary = try Steering.canary(of: pipeline)
            return .retry(
                rollout: canary.record.number, revision: seen.revision ?? canary.revision,
                version: try model.version(among: canary.recall.candidates, "version to try again"))
        }
    }
}
