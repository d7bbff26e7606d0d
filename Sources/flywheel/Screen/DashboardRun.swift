import Dashboard
import Domain
import Engine
import Foundation
import Glibc
import Terminal

/// Opens the dashboard on an engine in this process, and leaves everything committed and the terminal as it was.
struct DashboardRun {
    let assembly: EngineAssembly
    let options: ScreenOptions

    @MainActor
    func run() async throws {
        let size = try options.snapshotSize()
        let environment = TerminalEnvironment(ProcessInfo.processInfo.environment)
        guard size != nil || (isatty(STDOUT_FILENO) == 1 && !environment.isDumb) else {
            throw ScreenStartError(
                "there is no terminal to draw on; `--snapshot 120x40` prints a frame, `flywheel run` needs none")
        }
        let (engine, lock, _) = try await assembly.make()
        let glyphs: GlyphSet = options.ascii || !Locale.isUTF8 && size == nil ? .ascii : .unicode
        if let size {
            try await printFrame(engine, size, glyphs)
        } else {
            try await show(engine, environment, glyphs)
        }
        withExtendedLifetime(lock) {}
    }

    @MainActor
    private func show(_ engine: Engine, _ environment: TerminalEnvironment, _ glyphs: GlyphSet) async throws {
        let themes = try ThemeLibrary()
        let theme = try themes.theme(options.theme ?? assembly.workspace.settings.theme)
        divertStandardError()
        let screen = try CursesScreen(environment: environment, theme: theme)
        let mailbox = Mailbox()
        engine.onSnapshot { mailbox.postSnapshot() }
        let running = Task.detached {
            do {
                try await engine.run()
            } catch {
                mailbox.post(.message("\(error)"))
            }
        }
        let loop = ScreenLoop(
            screen: screen, link: engine, themes: themes, glyphs: glyphs, mailbox: mailbox, session: session(themes))
        loop.run()
        screen.close()
        let drawn = screen.statistics
        StandardError.print("screen: \(drawn.frames) frames, \(drawn.bytes) bytes, \(drawn.writes) writes")
        await engine.stop()
        await running.value
    }

    private func session(_ themes: ThemeLibrary?) -> Session {
        Session(
            user: NSUserName(), isReadOnly: options.readOnly, asksBeforeQuit: true,
            ringsBell: assembly.workspace.settings.ringsBell, engine: "here", themes: themes?.names ?? [],
            timeZone: .seconds(Double(TimeZone.current.secondsFromGMT())))
    }

    /// Prints the screen once every pipeline has played its pre-roll.
    @MainActor
    private func printFrame(_ engine: Engine, _ size: Size, _ glyphs: GlyphSet) async throws {
        let running = Task.detached { try await engine.run() }
        while await !engine.isPrerolled { try await Task.sleep(for: .milliseconds(20)) }
        await engine.stop()
        try await running.value
        let now = Timestamp(rawValue: Int64(Date().timeIntervalSince1970 * 1_000))
        let model = DashboardModel(snapshot: engine.snapshot(), session: session(nil), size: size, at: now)
        print(DashboardScreen.render(model, size: size, glyphs: glyphs).text())
    }

    /// Whatever a library prints to descriptor 2 goes to a log file, as it would break the picture.
    private func divertStandardError() {
        let log = Glibc.open(
            "\(assembly.stateDirectory)/flywheel.log", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard log >= 0 else { return }
        dup2(log, STDERR_FILENO)
        close(log)
    }
}
