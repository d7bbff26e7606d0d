import ArgumentParser
import Domain
import Engine
import Foundation
import Learning
import Serving

/// The engine without a screen.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Runs the engine alone: live, or a lockstep replay to the end of the data.")

    enum Approve: String, ExpressibleByArgument, CaseIterable {
        case automatic
    }

    @Argument(help: "The workspace.")
    var workspace = "."

    @Flag(help: "Replay at full speed; training takes no stream time, two runs give the same decisions.")
    var lockstep = false

    @Flag(help: "End with the data; with --lockstep it always does.")
    var untilEnd = false

    @Flag(help: "Print one JSON object at the end.")
    var json = false

    @Option(help: "Only this pipeline.")
    var pipeline: String?

    @Option(help: "Stands in for the person: automatic.")
    var approve: Approve?

    @Option(help: "Where the state goes instead of .flywheel in the workspace.")
    var state: String?

    func run() async throws {
        try await Running.reporting { try await carryOut() }
    }

    private func carryOut() async throws {
        var workspace = try Workspace.read(workspace).only(pipeline)
        for warning in workspace.warnings { StandardError.print(warning.description) }
        if approve == .automatic {
            for index in workspace.definitions.indices {
                workspace.definitions[index].canary.approval = .automatic
                workspace.definitions[index].canary.atDeadline = .rollBack
                workspace.definitions[index].canary.guards.start = .automatic
                workspace.definitions[index].canary.guards.secondPerson = false
            }
        }
        let assembly = EngineAssembly(
            workspace: workspace, stateDirectory: state ?? "\(workspace.root)/.flywheel",
            mode: lockstep ? .lockstep : .live, endsWithData: untilEnd)
        let servers = try assembly.servers()
        let (engine, lock, _) = try await assembly.make(servers)
        let door = lockstep ? nil : try await PredictionDoor.open(workspace.settings.serving, engine: engine)
        if let door { StandardError.print(door.sentence) }
        let stop: @Sendable () -> Void = {
            Task {
                await door?.close()
                await servers?.end()
                await engine.stop()
            }
        }
        let signals = Signals.onTermination(hangUp: lockstep ? .ends : .isSurvived, stop)
        let hangUp = lockstep ? nil : Headless(place: assembly.place).onHangUp()
        let server =
            lockstep
            ? nil
            : try ControlDoors(
                assembly.place, workspace.settings.serving, link: engine, host: engine, onStop: stop)
        defer { server?.close() }
        if let sentence = server?.sentence { StandardError.print(sentence) }
        engine.onSnapshot { server?.announce() }
        let start = ContinuousClock.now
        let mirroring = Mirroring.begin(assembly, engine)
        defer { mirroring?.cancel() }
        let progress = lockstep && !json ? ProgressLines(workspace).follow(engine) : nil
        try await engine.run()
        progress?.cancel()
        await progress?.value
        server?.close()
        await door?.close()
        await servers?.end()
        withExtendedLifetime((lock, signals, hangUp)) {}
        let duration = start.duration(to: .now)
        let seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
        guard lockstep else { return }
        let summary = LockstepSummary(
            reports: await engine.lockstepReports(), seconds: seconds, sha256: SHA256.function)
        print(json ? try summary.json() : summary.table())
    }
}
