import ArgumentParser
import Domain
import Foundation
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
            ResumeCommand.self, NextCommand.self, RollBackCommand.self, UndoCommand.self, RecallCommand.self,
            DeployCommand.self, ReproduceCommand.self,
            RetryCommand.self, CancelCommand.self, PromoteCommand.self, OverrideCommand.self, RetrainCommand.self,
            AcknowledgeCommand.self, GoldenCommand.self, QuarantineCommand.self, PauseCommand.self, LabelsCommand.self,
            PowerCommand.self,
            SearchCommand.self, GarbageCommand.self,
            StopCommand.self, NotifyCommand.self, WorkerCommand.self,
            ModelServerCommand.self,
        ],
        defaultSubcommand: WatchCommand.self)

    /// Runs the command that the arguments name; wrong usage ends with 2, as a wrong configuration does.
    static func main() async {
        let words = plain(Array(Swift.CommandLine.arguments.dropFirst()))
        if let problem = misspelling(in: words) {
            StandardError.print(problem)
            Glibc.exit(2)
        }
        do {
            let command = try parseAsRoot(words)
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

    /// `canary retry`, `canary power` and `canary start v3` are other ways to say `retry`, `power` and `recall --model v3`.
    ///
    /// `canary` takes a pipeline's name, and so can have no commands below it.
    static func plain(_ words: [String]) -> [String] {
        guard words.first == "canary", words.count > 1 else { return words }
        switch words[1] {
        case "retry", "power": return Array(words.dropFirst())
        case "start":
            let rest = words.dropFirst(2)
            guard let version = rest.first, version.drop(while: { $0 == "v" }).allSatisfy(\.isNumber) else {
                return ["recall"] + rest
            }
            return ["recall", "--model", version] + rest.dropFirst()
        default: return words
        }
    }

    /// What is wrong with a first word that is neither a command nor a folder but is near to a command's name.
    ///
    /// Without this it would be taken for a workspace that is not there.
    static func misspelling(in arguments: [String]) -> String? {
        let names = configuration.subcommands.map { $0._commandName }
        guard let word = arguments.first, !word.hasPrefix("-"), !word.contains("/"), !names.contains(word),
            word != "help", !FileManager.default.fileExists(atPath: word),
            let nearest = NearestName.of(word, among: names)
        else { return nil }
        return "there is no command and no workspace \(word); did you mean flywheel \(nearest)?"
    }
}
