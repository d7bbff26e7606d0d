import ArgumentParser
import Domain

/// Lets an archived version be a candidate again, without training.
struct RecallCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recall",
        abstract: "Lets an archived version be a candidate, through the same gates and steps; give a reason.",
        discussion: "`flywheel canary start v3 --reason WHY` is the same as `flywheel recall --model v3 --reason WHY`.")

    @OptionGroup var steering: Steering
    @OptionGroup var seen: SeenRevision
    @OptionGroup var model: NamedVersion

    func run() async throws {
        let version = try model.typed()
        try await steering.submit { pipeline in
            .recall(
                rollout: pipeline.canary?.record.number ?? 0, revision: seen.revision ?? pipeline.canary?.revision ?? 0,
                version: version)
        }
    }
}
