import Foundation
import TestSupport
import Testing

@testable import Serving

struct TritonClientTests {
    /// `FLYWHEEL_TEST_PYTHON` names a Python with `tritonclient[http]`; else the one on the path is tried.
    @Test func speaksToTheRealClient() async throws {
        try await ServedWorld.with { world async throws in
            guard case .tcp(let host, let port) = world.addresses[0] else { return }
            let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "triton_client.py")
            let python = ProcessInfo.processInfo.environment["FLYWHEEL_TEST_PYTHON"] ?? "python3"
            let outcome: ChildProcess.Outcome = try await withCheckedThrowingContinuation { continuation in
                Thread.detachNewThread {
                    continuation.resume(
                        with: Result {
                            try ChildProcess.run(["/usr/bin/env", python, script.path, "\(host):\(port)"])
                        })
                }
            }

            let (status, text) = (outcome.status, outcome.output + outcome.errors)
            // 77 is the script's word for an absent package, 127 that of env for an absent Python.
            if status == 77 || status == 127 {
                print("speaksToTheRealClient skipped: \(text); pip install tritonclient[http]")
            } else {
                #expect(status == 0, "\(text)")
            }
        }
    }
}
