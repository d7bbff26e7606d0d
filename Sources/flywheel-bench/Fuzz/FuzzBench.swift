import ArgumentParser
import Domain
import Foundation
import Glibc

/// Sends the serving program what nobody should: it must go on, answer rightly and grow no bigger.
struct FuzzBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fuzz",
        abstract:
            "Sends the serving program broken, forged, huge and slow requests; fails where it crashes, grows or errs.")

    @Option(help: "How long.")
    var minutes = 2.0

    @Option(help: "Seeds the requests.")
    var seed: UInt64 = 1

    /// Memory that may come on after the first fifth of the time.
    private static let growthBytes = 48 << 20

    func run() throws {
        let scratch = try ScratchFolder("fuzz-\(seed)")
        let engine = try ServedEngine(try Program(), workspace(scratch))
        try engine.wait(for: "v1") { $0.champion.version.rawValue > 0 }
        var requests = FuzzRequests(seed: seed)
        var (count, faults): (Int, [String]) = (0, [])
        let slow = SlowCallers(port: engine.port)
        let start = ContinuousClock.now
        var settledBytes: Int?
        while TerminalSession.seconds(since: start) < minutes * 60, engine.process.isRunning, faults.count < 20 {
            let request = requests.next()
            let (status, body) = send(request, engine.port)
            count += 1
            if let fault = request.fault(status, body) { faults.append(fault) }
            requests.learn(request, status, body)
            if settledBytes == nil, TerminalSession.seconds(since: start) > minutes * 12 {
                settledBytes = engine.process.figures.residentBytes
            }
        }
        slow.stop()
        let isAlive = engine.process.isRunning
        let growth = engine.process.figures.residentBytes - (settledBytes ?? 0)
        let files = engine.process.figures.openFiles
        if !isAlive { faults.append("the program ended: \(engine.process.said)") }
        if growth > Self.growthBytes { faults.append("it grew by \(growth >> 20) MB after the first fifth") }
        if files > 100 { faults.append("it holds \(files) descriptors after all callers are gone") }
        if isAlive { try engine.stop() }
        print("\(count) requests, seed \(seed): \(faults.count) faults, \(growth >> 20) MB more, \(files) descriptors")
        for fault in faults { print("  \(fault)") }
        if !faults.isEmpty { throw ExitCode(1) }
        try scratch.remove()
    }

    /// A connection of its own for each, as many end theirs.
    private func send(_ request: FuzzRequest, _ port: Int) -> (Int, String) {
        do {
            let connection = try HTTPConnection(port: port)
            // A server that answers at once may end the connection while the rest is under way.
            try? connection.send(request.bytes)
            if case .statuses = request.expectation {} else { connection.finishSending() }
            let answer = try connection.receive()
            return (answer.status, answer.body)
        } catch {
            return (0, "\(error)")
        }
    }

    private func workspace(_ scratch: ScratchFolder) throws -> URL {
        let workspace = try ServingWorkspaces.turning(
            scratch, rows: 100_000, speed: 60, canary: "steps: [10, 100]", horizon: "10d")
        let file = workspace.appending(path: "tokens.yaml")
        let lines = FuzzRequests.tokens.map { "\($0.key): \($0.value)" }
        try (lines.joined(separator: "\n") + "\n").write(to: file, atomically: true, encoding: .utf8)
        chmod(file.path, 0o600)
        try "serve: {port: 0, tokens: tokens.yaml, request_time: 5s}\n".write(
            to: workspace.appending(path: "flywheel.yaml"), atomically: true, encoding: .utf8)
        return workspace
    }
}
