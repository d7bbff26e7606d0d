import Dashboard
import Domain
import Foundation
import Terminal

/// The real terminal with the dashboard on it, whatever way leads to the engine.
@MainActor
struct DashboardStage {
    let options: ScreenOptions
    let settings: WorkspaceDefinition
    let place: EnginePlace
    private let themes: ThemeLibrary
    private let screen: CursesScreen
    private let glyphs: GlyphSet

    /// Takes the terminal over; from here on standard error goes to the log, as it would break the picture.
    ///
    /// - Throws: ``ScreenStartError``, ``ThemeError`` or ``ScreenError``.
    init(options: ScreenOptions, settings: WorkspaceDefinition, place: EnginePlace) throws {
        self.options = options
        self.settings = settings
        self.place = place
        let environment = TerminalEnvironment(ProcessInfo.processInfo.environment)
        themes = try ThemeLibrary()
        let theme = try themes.theme(options.theme ?? settings.theme)
        glyphs = options.ascii || !Locale.isUTF8 ? .ascii : .unicode
        ServiceLog(stateDirectory: place.stateDirectory).takeStandardError()
        screen = try CursesScreen(environment: environment, theme: theme)
    }

    /// Shows the engine until the person quits or the terminal goes, and leaves the terminal as it was.
    func show(_ link: any EngineLink, _ session: Session, _ mailbox: Mailbox) -> ScreenLoop.End {
        var session = session
        session.themes = themes.names
        let loop = ScreenLoop(
            screen: screen, link: link, themes: themes, glyphs: glyphs, mailbox: mailbox, session: session)
        let end = loop.run()
        screen.close()
        let drawn = screen.statistics
        StandardError.print("screen: \(drawn.frames) frames, \(drawn.bytes) bytes, \(drawn.writes) writes")
        return end
    }
}
