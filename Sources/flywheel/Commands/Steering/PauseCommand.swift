import ArgumentParser
import Domain

/// Turns a pipeline's automatic triggers and approvals off.
struct PauseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause",
        abstract: "Turns the automatic triggers and approvals off; `resume --automation` turns them on.")

    @OptionGroup var steering: Steering

    func run() async throws {
        try await steering.submit { _ in .pauseAutomation }
    }
}
