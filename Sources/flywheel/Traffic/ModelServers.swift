import Connectors
import Domain
import Engine
import Foundation
import Glibc
import Synchronization

/// The processes that serve one version each, and the traffic plane before them.
final class ModelServers: Sendable {
    private let settings: TrafficSettings
    private let router: EnvoyRouter
    private let workspace: String
    private let stateDirectory: String
    private let isEnding = Mutex(false)

    /// - Throws: ``TrafficError`` where the folder of sockets and routes cannot be made.
    init(_ settings: TrafficSettings, workspace: String, stateDirectory: String) throws(TrafficError) {
        self.settings = settings
        self.workspace = workspace
        self.stateDirectory = stateDirectory
        router = EnvoyRouter(
            EnvoySettings(
                directory: settings.directory, adminHost: settings.adminHost, adminPort: settings.adminPort,
                engine: settings.engine))
        do {
            try FileManager.default.createDirectory(
                atPath: settings.directory, withIntermediateDirectories: true)
        } catch {
            throw TrafficError("serve.envoy_directory: \(settings.directory) cannot be made: \(error)")
        }
        try router.prepare()
    }

    var plane: TrafficPlane {
        TrafficPlane(
            router: router, engine: settings.engine,
            address: { [settings] in .socket(path: Self.socket(in: settings.directory, $0, $1)) },
            launch: { [self] in launch($0, $1) })
    }

    static func socket(in directory: String, _ pipeline: PipelineName, _ version: ModelVersion) -> String {
        "\(directory)/\(pipeline)-\(version).sock"
    }

    /// Starts a server; one that finds its version served already ends at once.
    private func launch(_ pipeline: PipelineName, _ version: ModelVersion) {
        guard !isEnding.withLock({ $0 }) else { return }
        let process = Process()
        process.executableURL = URL(filePath: EngineAssembly.executablePath)
        process.arguments = [
            "model-server", pipeline.rawValue, "--model", "\(version)", "--socket",
            Self.socket(in: settings.directory, pipeline, version), "-C", workspace, "--state", stateDirectory,
        ]
        let log = fopen("\(stateDirectory)/model-servers.log", "ae")
        let errors = log.map { FileHandle(fileDescriptor: fileno($0), closeOnDealloc: false) } ?? .nullDevice
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = errors
        process.standardError = errors
        do {
            try process.run()
        } catch {
            StandardError.print("the server of \(pipeline) \(version) cannot be started: \(error)")
        }
        if let log { fclose(log) }
    }

    /// Ends all servers and waits for them, a little: each hands over first what the engine has not.
    func end() async {
        isEnding.withLock { $0 = true }
        for _ in 0..<100 {
            let holders = holders
            if holders.isEmpty { return }
            for holder in holders { kill(holder, SIGTERM) }
            do {
                try await Task.sleep(for: .milliseconds(100))
            } catch {
                // Whoever cancels this wants to be gone sooner.
                return
            }
        }
    }

    private var holders: [Int32] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: settings.directory)
        } catch {
            return []
        }
        return names.filter { $0.hasSuffix(".sock.lock") }.compactMap {
            EngineLock.holder(of: "\(settings.directory)/\($0)")
        }
    }
}
