import ArgumentParser
import Domain

/// Lets a held canary go on.
struct ResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Lets a held canary go on; with --automation, the pipeline's automation.")

    @OptionGroup var steering: Steering
    @OptionGroup var seen: SeenRevision

    @Flag(help: "Turn the automatic triggers and approvals on again.")
    var automation = false

    func run() async throws {
        try await steering.submit { pipeline in
            if automation { return .resumeAutomation }
            let canary = try Steering.canary(of: pipeline)
            return .resume(rollout: canary.record.number, revision: seen.revision ?? canary.revision)
        }
    }
}
