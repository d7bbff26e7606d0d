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
            let checked: Workspace
            do {
                checked = try Workspace.read(workspace)
            } catch {
                // Files that somebody is editing keep nobody from an engine that runs.
                let place = EnginePlace(stateDirectory: "\(workspace)/.flywheel")
                guard let client = try place.client() else { throw error }
                let settings = WorkspaceFile(workspace: workspace).read().definition
                return try await AttachedDashboard(place: place, settings: settings, options: screen).show(client)
            }
            let assembly = EngineAssembly(
                workspace: checked, stateDirectory: "\(checked.root)/.flywheel", mode: .live)
            try await DashboardRun(assembly: assembly, options: screen).run()
        }
    }
}
