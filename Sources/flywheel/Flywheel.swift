import ArgumentParser
import Glibc

/// The program: a dashboard and its engine, and the commands around them.
@main
struct Flywheel: AsyncParsableCommand {
    static let version = "0.4.0"

    static let configuration = CommandConfiguration(
        commandName: "flywheel",
        abstract: "Watches and steers models that keep learning in production.",
        version: version,
        subcommands: [
            WatchCommand.self, DemoCommand.self, RunCommand.self, InitCommand.self, CheckCommand.self,
            ExplainCommand.self, StatusCommand.self, CanaryCommand.self, AlertsCommand.self, RunsCommand.self,
            TriggersCommand.self, HistoryCommand.self, WhyCommand.self, ApproveCommand.self, HoldCommand.self,
            ResumeCommand.self, RollBackCommand.self, RetrainCommand.self, AcknowledgeCommand.self,
            PauseCommand.self, StopCommand.self, NotifyCommand.self, WorkerCommand.self,
        ],
        defaultSubcommand: WatchCommand.self)

    /// Runs the command that the arguments name; wrong usage ends with 2, as a wrong configuration does.
    static func main() async {
        do {
            let command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                var command = command
                try command.run()
            }
        } catch {
            guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
            StandardError.print(fullMessage(for: error))
            Glibc.exit(2)
        }
    }
}
