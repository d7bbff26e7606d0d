import ArgumentParser

/// One experiment: what the engine starts for each trial.
struct WorkerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worker", abstract: "Trains one trial; speaks JSON lines on standard input and output.")

    @Option(help: "The folder with datasets/ and models/.")
    var artifacts: String

    @Option(help: "The folder whose paths a learner of the user's own is started by.")
    var workspace = "."

    func run() throws {
        try WorkerProcess(artifacts: FileArtifacts(directory: artifacts, workspace: workspace)).run()
    }
}
