import Foundation
import TestSupport

/// The real tracking server, where `FLYWHEEL_TEST_MLFLOW` names its program (`pip install mlflow`).
final class MLflowServer {
    static let program = ProcessInfo.processInfo.environment["FLYWHEEL_TEST_MLFLOW"].flatMap { $0.isEmpty ? nil : $0 }

    let address: String
    private let process = Process()
    private let folder: URL

    /// Nil where it does not come up.
    init?(port: Int) {
        guard let program = Self.program else { return nil }
        folder = FileManager.default.temporaryDirectory
            .appending(path: "flywheel-mlflow-\(UUID().uuidString.prefix(8))")
        address = "http://127.0.0.1:\(port)"
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            // It has many processes: they are one group here, whose first is this program.
            process.executableURL = URL(filePath: "/usr/bin/timeout")
            process.arguments = [
                "600", program, "server", "--host", "127.0.0.1", "--port", "\(port)", "--workers", "1",
                "--backend-store-uri", "sqlite:///\(folder.path)/mlflow.db", "--artifacts-destination", folder.path,
            ]
            process.currentDirectoryURL = folder
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
        } catch {
            return nil
        }
    }

    /// Whether it answers within two minutes.
    func comesUp() throws -> Bool {
        let curl = Process()
        curl.executableURL = URL(filePath: "/usr/bin/curl")
        curl.arguments = [
            "-s", "-o", "/dev/null", "--retry", "120", "--retry-delay", "1", "--retry-connrefused", "\(address)/health",
        ]
        try curl.run()
        curl.waitUntilExit()
        return curl.terminationStatus == 0
    }

    func stop() {
        // A test's children have its blocked signals: nothing else ends them.
        kill(-process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        // It is a test's own folder.
        try? FileManager.default.removeItem(at: folder)
    }
}
