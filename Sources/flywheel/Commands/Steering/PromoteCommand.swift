import ArgumentParser
import Domain

/// Promotes at once, whatever was not tested yet.
struct PromoteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "promote",
        abstract: "Promotes a canary at once, past its tests; marked as forced. Type the version, give a reason.")

    @OptionGroup var steering: Steering
    @OptionGroup var seen: SeenRevision
    @OptionGroup var model: NamedVersion

    func run() async throws {
        let version = try model.typed()
        try await steering.submit { pipeline in
            let canary = try Steering.canary(of: pipeline)
            return .promoteFull(
                rollout: canary.record.number, revision: seen.revision ?? canary.revision, version: version)
        }
    }
}
