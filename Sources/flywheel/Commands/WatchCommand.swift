import ArgumentParser
import Engine

/// The dashboard, with the engine inside where none runs yet.
struct WatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "The dashboard of a workspace, with the engine inside or attached (the default command).")

    @Argument(help: "The workspace.")
    var workspace = "."

    @OptionGroup var screen: ScreenOptions

    func run() async throws {
        try await Running.reporting {
            let workspace = try Workspace.read(workspace)
            let assembly = EngineAssembly(
                workspace: workspace, stateDirectory: "\(workspace.root)/.flywheel", mode: .live)
            try await DashboardRun(assembly: assembly, options: screen).run()
        }
    }
}
