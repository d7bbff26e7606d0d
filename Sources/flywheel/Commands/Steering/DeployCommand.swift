import ArgumentParser
import Domain

/// Puts the model of an old run before the gates.
struct DeployCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deploy",
        abstract: "Makes the model of a completed run a candidate, through the gates and steps of a search's winner.")

    @Argument(help: "The run's number, as `flywheel runs` shows it.")
    var number: Int

    @OptionGroup var steering: Steering
    @OptionGroup var seen: SeenRevision

    func run() async throws {
        let number = number
        try await steering.submit { pipeline in
            .deployRun(
                rollout: pipeline.canary?.record.number ?? 0, revision: seen.revision ?? pipeline.canary?.revision ?? 0,
                run: number)
        }
    }
}
