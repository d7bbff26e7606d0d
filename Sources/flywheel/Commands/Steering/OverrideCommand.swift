import ArgumentParser
import Domain

/// Lets a version go on that a gate rejected.
struct OverrideCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "override",
        abstract: "Lets a rejected version go to its canary, unverified for ever; type it and give a reason.")

    @OptionGroup var steering: Steering
    @OptionGroup var seen: SeenRevision
    @OptionGroup var model: NamedVersion

    func run() async throws {
        let version = try model.typed()
        try await steering.submit { pipeline in
            let canary = try Steering.canary(of: pipeline)
            return .overrideGate(
                rollout: canary.record.number, revision: seen.revision ?? canary.revision, version: version)
        }
    }
}
