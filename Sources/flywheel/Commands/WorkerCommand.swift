import ArgumentParser
import Foundation
import Glibc

/// One experiment: what the engine starts for each trial.
struct WorkerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worker", abstract: "Trains one trial; speaks JSON lines on standard input and output.",
        discussion: """
            With --artifacts it shares a folder with its engine. With --remote it is sent what it lacks over its standard
            input, keeps that by its SHA-256, and sends its model back: it needs no access to the workspace.
            """)

    @Option(help: "The folder with datasets/ and models/, shared with the engine.")
    var artifacts: String?

    @Option(help: "The folder whose paths a learner of the user's own is started by.")
    var workspace = "."

    @Flag(help: "Share no folder with the engine.")
    var remote = false

    @Option(help: "Where a remote worker keeps what it was sent; by default flywheel/worker in the XDG cache folder.")
    var cache: String?

    @Option(help: "How large that may become; what was used longest ago goes.")
    var cacheMegabytes = 4_096

    func validate() throws {
        guard remote == (artifacts == nil) else { throw ValidationError("give --artifacts or --remote, one of them") }
        guard remote || cache == nil else { throw ValidationError("--cache is for --remote") }
        guard (1...1_048_576).contains(cacheMegabytes) else {
            throw ValidationError("--cache-megabytes is \(cacheMegabytes); use 1 to 1048576")
        }
    }

    func run() throws {
        guard let artifacts else { return try runRemote() }
        try WorkerProcess(artifacts: FileArtifacts(directory: artifacts, workspace: workspace)).run()
    }

    private func runRemote() throws {
        // As the engine does for its own; libgomp reads it when it is loaded, which it is by now.
        if getenv("OMP_WAIT_POLICY") == nil {
            setenv("OMP_WAIT_POLICY", "passive", 1)
            setenv("OMP_NUM_THREADS", "1", 1)
            var words: [UnsafeMutablePointer<CChar>?] = CommandLine.arguments.map { strdup($0) } + [nil]
            execv("/proc/self/exe", &words)
        }
        setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 10)
        let directory = cache ?? WorkerCache.usualDirectory
        try WorkerProcess(cache: WorkerCache(directory: directory, mostBytes: Int64(cacheMegabytes) << 20)).run()
    }
}
