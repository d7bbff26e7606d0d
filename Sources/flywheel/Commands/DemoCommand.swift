import ArgumentParser
import Engine
import Foundation

/// The dashboard on the shipped pipelines, replayed from a fresh start.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "The dashboard on the shipped pipelines, replayed; starts afresh each time.")

    @OptionGroup var screen: ScreenOptions

    func run() async throws {
        try await Running.reporting {
            guard let data = Resources.folder("demo-data") else {
                throw ScreenStartError(
                    "the folder demo-data is not beside the program; run it from its checkout's build")
            }
            var workspace = try Workspace.read(data)
            workspace.demoName = "demo"
            let state = Self.stateDirectory
            // The lock is the last to go: a demo that runs keeps its state.
            let lock = try Self.lock(state)
            for kept in ["flywheel.db", "flywheel.db-wal", "flywheel.db-shm", "models", "datasets"] {
                let path = "\(state)/\(kept)"
                if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
            }
            lock.release()
            let assembly = EngineAssembly(workspace: workspace, stateDirectory: state, mode: .live)
            try await DashboardRun(assembly: assembly, options: screen, afterHangUp: .ends).run()
        }
    }

    private static func lock(_ state: String) throws -> EngineLock {
        try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
        return try EngineLock(file: "\(state)/engine.lock")
    }

    /// The demo's state, outside the checkout: `XDG_STATE_HOME`, else `~/.local/state`.
    private static var stateDirectory: String {
        let environment = ProcessInfo.processInfo.environment
        let home = environment["HOME"] ?? NSHomeDirectory()
        let base = environment["XDG_STATE_HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? "\(home)/.local/state"
        return "\(base)/flywheel/demo"
    }
}
