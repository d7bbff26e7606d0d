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
        let size = try options.frameOrTerminal()
        let attached = AttachedDashboard(
            place: assembly.place, settings: assembly.workspace.settings, options: options)
        if let client = try assembly.place.client() { return try attached.show(client) }
        do {
            let servers = size == nil ? try assembly.servers() : nil
            let (engine, lock, _) = try await assembly.make(servers)
            if let size {
                try await printFrame(engine, size)
            } else {
                try await show(engine, servers)
            }
            withExtendedLifetime(lock) {}
        } catch let error as LockError {
            guard let client = try await assembly.place.clientToCome() else { throw error }
            try attached.show(client)
        }
    }

    private var session: Session {
        options.session(engine: "here", asksBeforeQuit: true, settings: assembly.workspace.settings)
    }

    @MainActor
    private func show(_ engine: Engine, _ servers: ModelServers?) async throws {
        let mailbox = Mailbox()
        let door = try await PredictionDoor.open(assembly.workspace.settings.serving, engine: engine)
        let stop: @Sendable () -> Void = {
            Task {
                await door?.close()
                await servers?.end()
                await engine.stop()
            }
        }
        let server = try ControlDoors(assembly.place, assembly.workspace.settings.serving, link: engine, host: engine) {
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
        let mirroring = Mirroring.begin(assembly, engine)
        defer { mirroring?.cancel() }
        let end = stage.show(engine, session, mailbox)
        guard end == .hangUp, afterHangUp == .goesOn else {
            await door?.close()
            await servers?.end()
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

    /// Prints the screen once every pipeline has played its pre-roll.
    @MainActor
    private func printFrame(_ engine: Engine, _ size: Size) async throws {
        let running = Task.detached { try await engine.run() }
        while await !engine.isPrerolled { try await Task.sleep(for: .milliseconds(20)) }
        await engine.stop()
        try await running.value
        options.printFrame(of: engine.snapshot(), session, size)
    }
}
