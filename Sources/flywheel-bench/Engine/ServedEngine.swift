import Domain
import Foundation
import Serving

/// `flywheel run` on a workspace, with its predictions served on a free port.
final class ServedEngine {
    private static let startSeconds = 60.0

    let process: StartedProcess
    let workspace: URL
    let port: Int
    /// The pipeline that is looked at; nil for the first.
    var name: String?

    /// Starts it and waits until it listens.
    ///
    /// - Parameters:
    ///   - program: The built program.
    ///   - workspace: Its `flywheel.yaml` names a port.
    ///   - core: The only core that it may use; nil for all.
    ///   - environment: Variables beside this process' own.
    /// - Throws: ``BenchError`` with what it said, where it ends or does not listen in time.
    init(_ program: Program, _ workspace: URL, core: Int? = nil, environment: [String: String] = [:]) throws {
        self.workspace = workspace
        let words = [program.executable.path, "run", workspace.path]
        process = try StartedProcess(
            (core.map { ["taskset", "-c", "\($0)"] } ?? []) + words, log: workspace.appending(path: "engine.log"),
            environment: environment)
        let start = ContinuousClock.now
        var port: Int?
        while port == nil {
            port = process.said.firstMatch(of: /served at http:\/\/127\.0\.0\.1:(\d+)/).flatMap { Int($0.1) }
            guard process.isRunning, TerminalSession.seconds(since: start) < Self.startSeconds else {
                throw BenchError("flywheel run did not begin to serve: \(process.said)")
            }
            usleep(500)
        }
        self.port = port ?? 0
    }

    var state: URL { workspace.appending(path: ".flywheel") }

    /// A connection to its control socket, which opens a moment after the server's own.
    func control() throws -> ControlClient {
        let start = ContinuousClock.now
        while true {
            do {
                return try ControlClient(path: state.appending(path: "engine.sock").path)
            } catch {
                guard process.isRunning, TerminalSession.seconds(since: start) < Self.startSeconds else { throw error }
                usleep(1_000)
            }
        }
    }

    /// The pipeline as it is now.
    func pipeline(_ name: String? = nil) throws -> PipelineSnapshot {
        let name = name ?? self.name
        let pipelines = try control().snapshot().pipelines
        guard let pipeline = pipelines.first(where: { name == nil || $0.name.rawValue == name }) else {
            throw BenchError("there is no pipeline \(name ?? "")")
        }
        return pipeline
    }

    func canary() throws -> CanarySnapshot {
        guard let canary = try pipeline().canary else { throw BenchError("there is no canary") }
        return canary
    }

    /// Looks until the pipeline is as wanted.
    @discardableResult
    func wait(
        for what: String, in name: String? = nil, seconds: Double = 120, until holds: (PipelineSnapshot) -> Bool
    ) throws -> PipelineSnapshot {
        let start = ContinuousClock.now
        while true {
            let pipeline = try pipeline(name)
            if holds(pipeline) { return pipeline }
            guard TerminalSession.seconds(since: start) < seconds else {
                let canary = pipeline.canary?.record.state.name ?? "no canary"
                throw BenchError("\(what) did not come within \(Int(seconds)) s; \(canary), \(pipeline.sourceStatus)")
            }
            usleep(5_000)
        }
    }

    /// Gives a command; throws where it is refused.
    func order(_ command: Command, in name: String? = nil) async throws { try await prepared(command, in: name)() }

    /// A command that goes out when it is called, all else being done.
    func prepared(_ command: Command, in name: String? = nil) throws -> @Sendable () async throws -> Void {
        let client = try control()
        let intent = Intent(
            pipeline: try pipeline(name).name, command: command, user: "bench", reason: "measured",
            time: Timestamp(rawValue: Int64(Date().timeIntervalSince1970 * 1_000)))
        return {
            if case .refused(let sentence) = try await client.send(intent) {
                throw BenchError("\(command.name): \(sentence)")
            }
        }
    }

    /// Lets it drain.
    func stop() throws {
        let status = process.finish(with: SIGTERM)
        guard status == 0 else { throw BenchError("flywheel run ended with \(status): \(process.said)") }
    }
}
