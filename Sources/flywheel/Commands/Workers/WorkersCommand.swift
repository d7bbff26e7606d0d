import ArgumentParser
import Dashboard
import Domain
import Foundation

/// Whether the workers answer, and what a trial takes them beyond its training.
struct WorkersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "workers",
        abstract: "Tries the workers, those of other machines too, with a made-up trial; says what it takes them.",
        discussion: """
            Each gets a small training of boosted trees, several times, and as many that are cancelled. The state is not
            touched, and an engine that runs is not asked. It ends with 1 where workers do not answer.
            """)

    @Argument(help: "The workspace.")
    var workspace = "."

    @Option(help: "How many trials each gets.")
    var times = 3

    @Option(help: "Rows that a trial trains on.")
    var rows = 1_000

    @Option(help: "Rounds of boosting.")
    var rounds = 20

    @Flag(help: "Print one JSON object.")
    var json = false

    func validate() throws {
        guard (1...1_000).contains(times) else { throw ValidationError("--times is \(times); use 1 to 1000") }
        guard (100...1_000_000).contains(rows) else { throw ValidationError("--rows is \(rows); use 100 to 1000000") }
        guard (1...5_000).contains(rounds) else { throw ValidationError("--rounds is \(rounds); use 1 to 5000") }
    }

    private struct Report: Encodable {
        var workers: [WorkerProbe.Finding]
    }

    func run() async throws {
        try await Running.reporting {
            let folder = FileManager.default.temporaryDirectory
                .appending(path: "flywheel-workers-\(ProcessInfo.processInfo.globallyUniqueString)").path
            defer { Self.remove(folder) }
            let sample = WorkerSample(rows: rows, rounds: rounds)
            let dataset = try FileArtifacts(directory: folder).saveDataset(sample.events, columns: sample.columns)
            let probe = WorkerProbe(sample: sample, times: times)
            let pool = WorkerPool(
                executable: EngineAssembly.executablePath, artifactDirectory: folder, workspace: workspace,
                keepsStandby: true)
            let remote = try Self.remoteWorkers(of: workspace)
            var findings = [try await probe.finding("here", pool, dataset)]
            for workers in remote {
                let pool = WorkerPool(workers, artifacts: folder, keepsStandby: true)
                findings.append(try await probe.finding(workers.name, pool, dataset))
            }
            for line in json ? [try JSONLine.text(Report(workers: findings))] : lines(findings) { print(line) }
            if findings.contains(where: { $0.problem != nil }) { throw ExitCode(1) }
        }
    }

    /// - Throws: ``ConfigurationProblems`` where the workspace's settings cannot be read.
    private static func remoteWorkers(of workspace: String) throws -> [RemoteWorkers] {
        let (definition, problems, _) = WorkspaceFile(workspace: workspace).read()
        guard problems.isEmpty else { throw ConfigurationProblems(problems: problems) }
        return definition.remoteWorkers
    }

    private func lines(_ findings: [WorkerProbe.Finding]) -> [String] {
        let header = [
            "WORKERS", "HOST", "FIRST WORD", "DATA", "TRAINING", "SAVING", "OVERHEAD", "CANCEL", "AT WORST", "",
        ]
        return TableText.lines(
            header,
            findings.map { found in
                let numbers = [
                    found.firstWord, found.handOver, found.training, found.saving, found.overhead, found.cancel,
                    found.worstCancel,
                ]
                return [found.name, found.host ?? "–"] + numbers.map(Self.milliseconds) + [found.problem ?? "in order"]
            })
    }

    private static func milliseconds(_ value: Double?) -> String {
        value.map { String(format: "%.1f ms", $0) } ?? "–"
    }

    private static func remove(_ folder: String) {
        do {
            try FileManager.default.removeItem(atPath: folder)
        } catch {
            StandardError.print("\(folder) cannot be removed: \(error.localizedDescription)")
        }
    }
}
