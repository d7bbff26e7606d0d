import CPlatform
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
        let words = [
            EngineAssembly.executablePath, "model-server", pipeline.rawValue, "--model", "\(version)", "--socket",
            Self.socket(in: settings.directory, pipeline, version), "-C", workspace, "--state", stateDirectory,
        ]
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        let log = open("\(stateDirectory)/model-servers.log", O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        defer { if log >= 0 { close(log) } }
        var server: pid_t = 0
        let failed = flywheel_start(&arguments, nil, [-1, log, log], &server)
        guard failed == 0 else {
            let reason = String(cString: strerror(failed))
            return StandardError.print("the server of \(pipeline) \(version) cannot be started: \(reason)")
        }
        Thread.detachNewThread { [server] in
            var end = flywheel_exit()
            _ = flywheel_reap(server, &end)
        }
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
