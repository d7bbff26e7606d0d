import CPlatform
import Domain
import Engine
import Foundation
import Glibc
import Serving
import Synchronization

/// A model server at work: callers on one side, its engine on the other.
///
/// It goes on answering while the engine is away, and tells it everything afterwards, as far as the room reaches.
final class ModelServerProcess: Sendable {
    private static let rows = 500
    /// Keeps a report below what the engine takes as one.
    private static let cells = 20_000
    private static let idlePause: UInt32 = 100_000
    private static let busyPause: UInt32 = 20_000
    /// Callers whose plane was just told of a version's end may come so long.
    private static let lateSeconds = 2
    /// How often an engine that takes nothing any more is told once the server ends.
    private static let lastTries = 200

    private let version: VersionServer
    private let server: PredictionServer
    private let socket: String
    private let isEnding = Mutex(false)
    private let (ends, end) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))

    init(
        pipeline: PipelineName, version: ModelVersion, place: EnginePlace, workspace root: String,
        settings: ServingSettings
    ) {
        let now: @Sendable () -> Timestamp = {
            Timestamp(rawValue: Int64(Date().timeIntervalSince1970 * 1_000))
        }
        let service = VersionServer(
            pipeline: pipeline, version: version,
            artifacts: FileArtifacts(directory: place.stateDirectory, workspace: root),
            sha256: SHA256.function, now: now)
        self.version = service
        socket = place.socket
        let workspace = place.stateDirectory
        server = PredictionServer(
            settings: settings.onAllCores, service: service,
            snapshot: {
                EngineSnapshot(
                    revision: 0, workspace: workspace, time: now(), replay: ReplayStatus(factor: 1, isLockstep: false),
                    pipelines: [], needs: [], caption: "", problem: nil)
            }, version: Flywheel.version, now: now, random: { UInt64.random(in: .min ... .max) },
            onThread: { flywheel_take_short_turns() })
    }

    /// Serves until somebody ends the process, or the engine says that nobody wants the version any more.
    ///
    /// - Throws: ``ServingError`` where it cannot listen.
    func run() async throws {
        let addresses = try await server.start()
        StandardError.print(
            "\(version.pipeline) \(version.version) is served at "
                + addresses.map(\.description).joined(separator: " and "))
        let signals = Signals.onTermination { [end] in end.yield() }
        let (told, telling) = AsyncStream<Void>.makeStream()
        Thread.detachNewThread { [self] in
            converse()
            telling.finish()
        }
        for await _ in ends { break }
        await server.stop()
        isEnding.withLock { $0 = true }
        for await _ in told {}
        withExtendedLifetime(signals) {}
    }

    /// Tells the engine again and again; at the end until it has everything, or does not answer.
    private func converse() {
        let link = ModelServerLink(path: socket)
        var knows: String?
        var lastTries = Self.lastTries
        while lastTries > 0 {
            let isEnding = isEnding.withLock { $0 }
            if isEnding { lastTries -= 1 }
            let rows = version.unsent(min(Self.rows, max(1, Self.cells / version.width)))
            if isEnding, rows.isEmpty { return }
            let isReady = version.model(version.pipeline)?.isReady ?? false
            let report = ModelServerReport(
                pipeline: version.pipeline, version: version.version, process: getpid(),
                isReady: isReady && !isEnding, knows: knows, rows: rows, dropped: version.dropped)
            do {
                let order = try link.exchange(report)
                version.sent(order.recorded)
                if let state = order.state {
                    try version.adopt(state)
                    knows = order.name
                    continue
                }
                if order.standing == .unwanted, rows.isEmpty, !isEnding {
                    sleep(UInt32(Self.lateSeconds))
                    end.yield()
                }
                usleep(rows.isEmpty ? Self.idlePause : Self.busyPause)
            } catch {
                if isEnding { return }
                usleep(Self.idlePause)
            }
        }
    }
}
