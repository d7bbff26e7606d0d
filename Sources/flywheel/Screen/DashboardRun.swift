import Dashboard
import Domain
import Engine
import Foundation
import Glibc
import Serving
import Terminal

/// Opens the dashboard on the workspace's engine: the one that runs already, else one in this process.
struct DashboardRun {
    /// What becomes of an engine in this process when its terminal goes.
    enum AfterHangUp {
        case goesOn
        case ends
    }

    let assembly: EngineAssembly
    let options: ScreenOptions
    var afterHangUp = AfterHangUp.goesOn

    @MainActor
    func run() async throws {
        let size = try options.snapshotSize()
        let environment = TerminalEnvironment(ProcessInfo.processInfo.environment)
        guard size != nil || (isatty(STDOUT_FILENO) == 1 && !environment.isDumb) else {
            throw ScreenStartError(
                "there is no terminal to draw on; `--snapshot 120x40` prints a frame, `flywheel run` needs none")
        }
        if let client = try assembly.place.client() { return try attach(client, size) }
        do {
            let (engine, lock, _) = try await assembly.make()
            if let size {
                try await printFrame(engine, size)
            } else {
                try await show(engine)
            }
            withExtendedLifetime(lock) {}
        } catch let error as LockError {
            guard let client = try await assembly.place.clientToCome() else { throw error }
            try attach(client, size)
        }
    }

    // MARK: An engine in another process

    @MainActor
    private func attach(_ client: ControlClient, _ size: Size?) throws {
        let session = session(engine: "attached", asksBeforeQuit: false)
        if let size { return printFrame(of: client.snapshot(), session, size) }
        let stage = try DashboardStage(options: options, settings: assembly.workspace.settings, place: assembly.place)
        let mailbox = Mailbox()
        client.follow { mailbox.postSnapshot() }
        _ = stage.show(client, session, mailbox)
        client.close()
    }

    // MARK: An engine in this process

    @MainActor
    private func show(_ engine: Engine) async throws {
        let mailbox = Mailbox()
        let door = try await PredictionDoor.open(assembly.workspace.settings.serving, engine: engine)
        let stop: @Sendable () -> Void = {
            Task {
                await door?.close()
                await engine.stop()
            }
        }
        let server = try ControlServer(path: assembly.place.socket, link: engine) {
            mailbox.close()
            stop()
        }
        defer { server.close() }
        let stage = try DashboardStage(options: options, settings: assembly.workspace.settings, place: assembly.place)
        engine.onSnapshot {
            mailbox.postSnapshot()
            server.announce()
        }
        let running = Task.detached { () -> (any Error)? in
            do {
                try await engine.run()
                return nil
            } catch {
                mailbox.post(.message("\(error)"))
                return error
            }
        }
        let end = stage.show(engine, session(engine: "here", asksBeforeQuit: true), mailbox)
        guard end == .hangUp, afterHangUp == .goesOn else {
            await door?.close()
            await engine.stop()
            _ = await running.value
            return
        }
        let hangUp = Signals.on(SIGHUP) {}
        let signals = Signals.onTermination(hangUp: .isSurvived, stop)
        Headless(place: assembly.place).begin()
        if let error = await running.value { throw error }
        withExtendedLifetime((hangUp, signals)) {}
    }

    private func session(engine: String, asksBeforeQuit: Bool) -> Session {
        Session(
            user: NSUserName(), isReadOnly: options.readOnly, asksBeforeQuit: asksBeforeQuit,
            ringsBell: assembly.workspace.settings.ringsBell, engine: engine,
            timeZone: .seconds(Double(TimeZone.current.secondsFromGMT())))
    }

    // MARK: One frame

    /// Prints the screen once every pipeline has played its pre-roll.
    @MainActor
    private func printFrame(_ engine: Engine, _ size: Size) async throws {
        let running = Task.detached { try await engine.run() }
        while await !engine.isPrerolled { try await Task.sleep(for: .milliseconds(20)) }
        await engine.stop()
        try await running.value
        printFrame(of: engine.snapshot(), session(engine: "here", asksBeforeQuit: true), size)
    }

    @MainActor
    private func printFrame(of snapshot: EngineSnapshot, _ session: Session, _ size: Size) {
        let now = Timestamp(rawValue: Int64(Date().timeIntervalSince1970 * 1_000))
        let model = DashboardModel(snapshot: snapshot, session: session, size: size, at: now)
        print(DashboardScreen.render(model, size: size, glyphs: options.ascii ? .ascii : .unicode).text())
    }
}
