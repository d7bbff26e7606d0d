import Dashboard
import Domain
import Foundation
import Glibc
import Serving
import Terminal

extension ScreenOptions {
    /// The size of the frame to print; nil where the real terminal is drawn on.
    ///
    /// - Throws: A usage error, or ``ScreenStartError`` where a terminal is wanted and there is none.
    func frameOrTerminal() throws -> Size? {
        if let size = try snapshotSize() { return size }
        let environment = TerminalEnvironment(ProcessInfo.processInfo.environment)
        guard isatty(STDOUT_FILENO) == 1, !environment.isDumb else {
            throw ScreenStartError(
                "there is no terminal to draw on; `--snapshot 120x40` prints a frame, `flywheel run` needs none")
        }
        return nil
    }

    func session(engine: String, asksBeforeQuit: Bool, settings: WorkspaceDefinition) -> Session {
        Session(
            user: Person.name, isReadOnly: readOnly, asksBeforeQuit: asksBeforeQuit,
            answersCallers: asksBeforeQuit && settings.serving.isOpen, ringsBell: settings.ringsBell, engine: engine,
            timeZone: .seconds(Double(TimeZone.current.secondsFromGMT())))
    }

    @MainActor
    func printFrame(of snapshot: EngineSnapshot, _ session: Session, _ size: Size) {
        let now = Timestamp(rawValue: Int64(Date().timeIntervalSince1970 * 1_000))
        let model = DashboardModel(snapshot: snapshot, session: session, size: size, at: now)
        print(DashboardScreen.render(model, size: size, glyphs: ascii ? .ascii : .unicode).text())
    }
}
