import ArgumentParser

/// The training runs: a list of them, one in full, several side by side.
struct RunsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs",
        abstract: "Training runs: recipe, score, cost, how they ended; those that a condition names, in any order.",
        subcommands: [
            RunsListCommand.self, RunsShowCommand.self, RunsCompareCommand.self, RunsDiffCommand.self,
            RunsExplainCommand.self,
        ],
        defaultSubcommand: RunsListCommand.self)
}
