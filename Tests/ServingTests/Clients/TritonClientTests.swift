import Foundation
import Testing

@testable import Serving

struct TritonClientTests {
    /// `FLYWHEEL_TEST_PYTHON` names a Python with `tritonclient[http]`; else the one on the path is tried.
    @Test func speaksToTheRealClient() async throws {
        try await ServedWorld.with { world async throws in
            guard case .tcp(let host, let port) = world.addresses[0] else { return }
            let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "triton_client.py")
            let python = ProcessInfo.processInfo.environment["FLYWHEEL_TEST_PYTHON"] ?? "python3"
            let process = Process()
            process.executableURL = URL(filePath: "/usr/bin/env")
            process.arguments = [python, script.path, "\(host):\(port)"]
            let output = Pipe()
            process.standardOutput = output
            process.standardError = output

            let status: Int32 = try await withCheckedThrowingContinuation { continuation in
                process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
                do { try process.run() } catch { continuation.resume(throwing: error) }
            }

            let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            // 77 is the script's word for an absent package, 127 that of env for an absent Python.
            if status == 77 || status == 127 {
                print("speaksToTheRealClient skipped: \(text); pip install tritonclient[http]")
            } else {
                #expect(status == 0, "\(text)")
            }
        }
    }
}
