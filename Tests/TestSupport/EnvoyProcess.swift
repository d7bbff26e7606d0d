package import Foundation

/// A real Envoy on the loopback, ended with its owner.
package final class EnvoyProcess {
    /// The binary that `FLYWHEEL_TEST_ENVOY` names; nil where there is none, and tests that need it are left out.
    package static var binary: String? {
        let path = ProcessInfo.processInfo.environment["FLYWHEEL_TEST_ENVOY"]
        return path.flatMap { FileManager.default.isExecutableFile(atPath: $0) ? $0 : nil }
    }

    private let process: ChildProcess

    /// Starts it and waits until it is ready.
    ///
    /// - Parameters:
    ///   - configuration: Its bootstrap, in YAML.
    ///   - adminPort: The one that the bootstrap names.
    ///   - folder: For its files.
    /// - Throws: Where it does not start.
    package init(configuration: String, adminPort: Int, in folder: URL) throws {
        guard let binary = Self.binary else { throw PlainConnection.Failure(description: "there is no Envoy") }
        let file = folder.appending(path: "envoy-\(adminPort).yaml")
        try configuration.write(to: file, atomically: true, encoding: .utf8)
        let log = folder.appending(path: "envoy-\(adminPort).log").path
        process = try ChildProcess.start([
            binary, "-c", file.path, "--concurrency", "1", "--disable-hot-restart", "-l", "warning", "--log-path", log,
        ])
        while process.isRunning {
            let answer = try? PlainConnection(port: adminPort).ask("GET", "/ready")
            if answer?.status == 200 { return }
        }
        let said = try String(contentsOfFile: log, encoding: .utf8)
        throw PlainConnection.Failure(description: "Envoy has ended: \(said)")
    }

    deinit {
        stop()
    }

    package func stop() {
        process.terminate()
        process.waitUntilExit()
    }
}
