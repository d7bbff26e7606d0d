import ArgumentParser

/// The program: a dashboard and its engine, and the commands around them.
@main
struct Flywheel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "flywheel",
        abstract: "Watches and steers models that keep learning in production.",
        subcommands: [
            WatchCommand.self, DemoCommand.self, RunCommand.self, InitCommand.self, CheckCommand.self,
            ExplainCommand.self, HistoryCommand.self, WhyCommand.self, NotifyCommand.self, WorkerCommand.self,
        ],
        defaultSubcommand: WatchCommand.self)
}
