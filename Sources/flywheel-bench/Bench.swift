import ArgumentParser

/// Measures on this machine and prints tables: nothing in it is a test, except that `endurance` may fail.
@main
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "flywheel-bench",
        abstract: "Measures the program, its learners and its detectors on this machine.",
        subcommands: [
            ProgramBench.self, LearningBench.self, EnduranceBench.self, ServingBench.self, KillBench.self,
            FuzzBench.self, SearchBench.self, MonitoringBench.self, PlainServer.self,
        ],
        defaultSubcommand: ProgramBench.self)
}
