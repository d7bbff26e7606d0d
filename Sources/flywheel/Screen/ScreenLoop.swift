import Dashboard
import Domain
import Foundation
import Terminal

/// Runs the dashboard on the real terminal: keys at once, data once a second, no timer while nothing happens.
@MainActor
final class ScreenLoop {
    /// Why the screen is gone.
    enum End {
        /// The person, a signal or somebody's `flywheel stop` wanted it.
        case wanted
        /// The terminal has gone.
        case hangUp
    }

    private static let repaintMilliseconds = 1_000.0

    private let screen: CursesScreen
    let link: any EngineLink
    private let themes: ThemeLibrary
    private let glyphs: GlyphSet
    let mailbox: Mailbox
    private var model: DashboardModel
    private var lastData = Date.distantPast
    private var lastTick = Date.distantPast
    private var end: End?

    init(
        screen: CursesScreen, link: any EngineLink, themes: ThemeLibrary, glyphs: GlyphSet, mailbox: Mailbox,
        session: Session
    ) {
        self.screen = screen
        self.link = link
        self.themes = themes
        self.glyphs = glyphs
        self.mailbox = mailbox
        model = DashboardModel(snapshot: link.snapshot(), session: session, size: screen.size, at: Self.now)
    }

    private static var now: Timestamp { Timestamp(rawValue: Int64(Date().timeIntervalSince1970 * 1_000)) }

    /// Shows and reacts until the person quits, the terminal goes, or the process is asked to end.
    func run() -> End {
        while true {
            if let end { return end }
            screen.show(DashboardScreen.render(model, size: screen.size, glyphs: glyphs))
            switch screen.wait(milliseconds: patience) {
            case .key(.resize(let size)): update(.resized(size))
            case .key(let key): update(.key(key))
            case .continued: screen.redraw()
            case .woken, .nothing: break
            case .hangUp: end = .hangUp
            case .terminate: end = .wanted
            }
            if mailbox.hasClosed { end = .wanted }
            for event in mailbox.takeEvents() { update(event) }
            takeSnapshot()
            if model.isCounting, Date().timeIntervalSince(lastTick) >= 1 {
                lastTick = Date()
                update(.tick)
            }
        }
    }

    /// How long to wait at most: for ever, unless a countdown runs or a snapshot waits for its turn.
    private var patience: Int? {
        if model.isCounting { return max(1, Int(1_000 - Date().timeIntervalSince(lastTick) * 1_000)) }
        guard mailbox.snapshotWaits else { return nil }
        return max(1, Int(Self.repaintMilliseconds - Date().timeIntervalSince(lastData) * 1_000))
    }

    private func takeSnapshot() {
        guard mailbox.snapshotWaits, Date().timeIntervalSince(lastData) * 1_000 >= Self.repaintMilliseconds - 1 else {
            return
        }
        _ = mailbox.takeSnapshotMark()
        lastData = Date()
        update(.snapshot(link.snapshot()))
    }

    private func update(_ event: DashboardEvent) {
        for effect in model.update(event, at: Self.now) { perform(effect) }
    }

    private func perform(_ effect: DashboardEffect) {
        switch effect {
        case .submit(let intent):
            Task.detached { [link, mailbox] in mailbox.post(.reply(await link.submit(intent))) }
        case .findRuns(let query): findRuns(query)
        case .tellLineage(let pipeline, let run): tellLineage(ofRun: run, in: pipeline)
        case .explain(let pipeline): explain(pipeline)
        case .setReplayFactor(let factor): link.setReplayFactor(factor)
        case .setTheme(let name): useTheme(name)
        case .quit: end = .wanted
        case .suspend: screen.suspend()
        case .redraw: screen.redraw()
        case .copy(let text): screen.copy(base64: Data(text.utf8).base64EncodedString())
        case .saveDisplay(let path): save(path)
        case .bell: screen.bell()
        case .notify(let text): screen.notify(text)
        case .startCountdown: lastTick = Date()
        }
    }

    private func useTheme(_ name: String) {
        do {
            screen.use(try themes.theme(name))
        } catch {
            update(.message("\(error)"))
        }
    }

    private func save(_ path: String) {
        let text = DashboardScreen.render(model, size: screen.size, glyphs: glyphs).text()
        do {
            try (text + "\n").write(toFile: path, atomically: true, encoding: .utf8)
            update(.message("wrote \(path)"))
        } catch {
            update(.message("\(path) cannot be written: \(error.localizedDescription)"))
        }
    }
}
