import Foundation

/// wrk, which sends as many requests as a server answers.
struct LoadGenerator {
    /// What it measured.
    struct Load {
        var requestsPerSecond: Double
        var slowHundredthMilliseconds: Double
        var requests: Double
    }

    static let connections = 16

    /// Whether it is installed.
    static var isHere: Bool {
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
            .contains { FileManager.default.isExecutableFile(atPath: "\($0)/wrk") }
    }

    let scratch: URL
    /// The core that it runs on.
    let core: Int

    /// Sends one body over and over on 16 connections.
    ///
    /// - Throws: ``BenchError`` where an answer was not 200, or wrk fails.
    func load(port: Int, path: String, body: String, seconds: Int) throws -> Load {
        let script = scratch.appending(path: "request.lua")
        let quoted = body.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
        try """
        wrk.method = 'POST'
        wrk.body = '\(quoted)'
        wrk.headers['Content-Type'] = 'application/json'
        """.write(to: script, atomically: true, encoding: .utf8)
        let process = try StartedProcess(
            [
                "taskset", "-c", "\(core)", "wrk", "-t1", "-c\(Self.connections)", "-d\(seconds)s", "--latency", "-s",
                script.path, "http://127.0.0.1:\(port)\(path)",
            ], log: scratch.appending(path: "wrk.log"))
        guard process.wait() == 0 else { throw BenchError("wrk failed: \(process.said)") }
        return try read(process.said)
    }

    private func read(_ text: String) throws -> Load {
        if let refused = text.firstMatch(of: /Non-2xx or 3xx responses: (\d+)/) {
            throw BenchError("\(refused.1) requests were refused")
        }
        guard let rate = text.firstMatch(of: /Requests\/sec:\s+([\d.]+)/).flatMap({ Double($0.1) }),
            let requests = text.firstMatch(of: /(\d+) requests in/).flatMap({ Double($0.1) }),
            let slow = text.firstMatch(of: /99%\s+([\d.]+)(us|ms|s)/), let time = Double(slow.1)
        else { throw BenchError("wrk said something new: \(text)") }
        let scale = slow.2 == "us" ? 0.001 : slow.2 == "ms" ? 1 : 1_000
        return Load(requestsPerSecond: rate, slowHundredthMilliseconds: time * scale, requests: requests)
    }
}
