import ArgumentParser
import Domain

/// Removes datasets and models that nothing needs any more.
struct GarbageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gc", abstract: "Removes datasets and models that no version and no young run needs.",
        discussion: """
            What serves, can be brought back or was ever a version stays, with the runs that it came from; so does what a
            run is made of whose search began less than retention.runs ago. Records of runs stay whole: `reproduce` and
            `deploy` say where a file is gone. No engine may run here, but for a dry run.
            """)

    @Argument(help: "The workspace.")
    var workspace = "."

    @Option(help: "Where the state is instead of .flywheel in the workspace.")
    var state: String?

    @Option(help: "How long runs keep their files, instead of retention.runs of flywheel.yaml; such as 90d.")
    var runs: String?

    @Flag(help: "Say what would go, and remove nothing.")
    var dryRun = false

    @Flag(help: "Print one JSON object.")
    var json = false

    func validate() throws {
        guard let runs, TimeSpan(runs) == nil else { return }
        throw ValidationError("--runs is \(runs); use a time such as 30d or 12h")
    }

    func run() async throws {
        try await Running.reporting {
            let folder = state ?? "\(workspace)/.flywheel"
            let age = try runs.flatMap { TimeSpan($0) } ?? setting()
            let collection = try GarbageCollection(state: folder)
            let lock = try dryRun ? nil : lock(folder)
            let plan = try collection.plan(keeping: age)
            if !dryRun { try collection.carryOut(plan) }
            lock?.release()
            let report = GarbageReport(plan, isDryRun: dryRun)
            for line in json ? [try JSONLine.text(report)] : report.lines { print(line) }
        }
    }

    private func setting() throws -> TimeSpan {
        let (definition, problems, _) = WorkspaceFile(workspace: workspace).read()
        guard problems.isEmpty else { throw ConfigurationProblems(problems: problems) }
        return definition.runRetention
    }

    /// So that no engine begins to write while files go.
    private func lock(_ folder: String) throws -> EngineLock {
        do {
            return try EngineLock(file: "\(folder)/engine.lock")
        } catch {
            StandardError.print("refused: \(error)")
            throw ExitCode(3)
        }
    }
}
