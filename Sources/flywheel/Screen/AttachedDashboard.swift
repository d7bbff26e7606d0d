import Domain
import Serving

/// The dashboard on an engine of another process: quitting stops nothing, and an engine that goes away is waited for.
struct AttachedDashboard {
    let place: EnginePlace
    let settings: WorkspaceDefinition
    let options: ScreenOptions

    @MainActor
    func show(_ client: ControlClient) throws {
        let session = options.session(engine: "attached", asksBeforeQuit: false, settings: settings)
        if let size = try options.frameOrTerminal() {
            return options.printFrame(of: client.snapshot(), session, size)
        }
        let stage = try DashboardStage(options: options, settings: settings, place: place)
        let mailbox = Mailbox()
        client.follow { mailbox.postSnapshot() }
        _ = stage.show(client, session, mailbox)
        client.close()
    }
}
