import ArgumentParser
import Engine
import Serving

/// The dashboard, with the engine inside where none runs yet.
struct WatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "The dashboard of a workspace, with the engine inside or attached (the default command).")

    @Argument(help: "The workspace.")
    var workspace = "."

    @OptionGroup var screen: ScreenOptions
    @OptionGroup var elsewhere: EngineOptions

    func run() async throws {
        try await Running.reporting {
            if let address = try elsewhere.address() { return try await watch(address) }
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

    /// The screen's own settings are those of the workspace here, where there is one.
    @MainActor
    private func watch(_ address: ControlAddress) throws {
        let place = EnginePlace(stateDirectory: "\(workspace)/.flywheel", elsewhere: address)
        guard let client = try place.client() else { return }
        let settings = WorkspaceFile(workspace: workspace).read().definition
        try AttachedDashboard(place: place, settings: settings, options: screen).show(client)
    }
}
