import ArgumentParser
import Domain
import Foundation
import Serving

/// One version of a pipeline behind a traffic plane: what the engine starts for each that is loaded.
struct ModelServerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "model-server",
        abstract: "Serves one version alone, for a traffic plane in front; tells its predictions to the engine.")

    @Argument(help: "The pipeline.")
    var pipeline: String

    @Option(help: "The version, such as v3.")
    var model: String

    @Option(help: "A Unix socket to serve on.")
    var socket: String?

    @Option(help: "A port to serve on.")
    var port: Int?

    @Option(help: "The address of the port.")
    var host = "127.0.0.1"

    @OptionGroup var place: PlaceOptions

    func validate() throws {
        guard Int(model.drop { $0 == "v" }) != nil else {
            throw ValidationError("--model is a version such as v3, not \(model)")
        }
        guard (socket == nil) != (port == nil) else { throw ValidationError("give --socket or --port, one of them") }
        if let port, !(0...65_535).contains(port) { throw ValidationError("--port is 0 to 65535, not \(port)") }
    }

    func run() async throws {
        try await Running.reporting { try await carryOut() }
    }

    private func carryOut() async throws {
        var settings = WorkspaceFile(workspace: place.workspace).read().definition.serving
        (settings.socket, settings.host, settings.port) = (socket, port == nil ? nil : host, port ?? 0)
        settings.units = .headerAlone
        let lock = try socket.map { try EngineLock(file: "\($0).lock", holder: "a server of this version") }
        let version = ModelVersion(rawValue: Int(model.drop { $0 == "v" }) ?? 0)
        let process = ModelServerProcess(
            pipeline: PipelineName(rawValue: pipeline), version: version, place: try place.place(),
            workspace: place.workspace, settings: settings)
        try await process.run()
        withExtendedLifetime(lock) {}
    }
}
