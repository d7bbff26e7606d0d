import Dispatch
import Domain
import Engine
import Foundation
import Glibc
import Serving
import Tracking

/// Puts an engine together on the real store, artifacts, workers and clocks.
struct EngineAssembly {
    let workspace: Workspace
    /// Where the state goes: `.flywheel` in the workspace, or a place of its own for the demo.
    let stateDirectory: String
    let mode: EngineMode
    /// Ends a live run with the data; a lockstep run always does.
    var endsWithData = false

    /// The servers of single versions, where the workspace asks for a traffic plane; a replay in lockstep has none.
    ///
    /// - Throws: ``TrafficError`` where their folder cannot be made.
    func servers() throws(TrafficError) -> ModelServers? {
        guard mode == .live, let traffic = workspace.settings.traffic else { return nil }
        return try ModelServers(traffic, workspace: workspace.root, stateDirectory: stateDirectory)
    }

    var place: EnginePlace { EnginePlace(stateDirectory: stateDirectory) }

    /// The engine with all pipelines restored, and the lock that makes it the only one.
    ///
    /// - Parameter servers: Serve its versions; nil lets the engine answer all requests itself.
    /// - Returns: Both, and the store.
    /// - Throws: ``LockError`` where another engine has the state; ``EngineError`` where something cannot be read.
    func make(_ servers: ModelServers? = nil) async throws -> (engine: Engine, lock: EngineLock, store: SQLiteHistory) {
        try FileManager.default.createDirectory(atPath: stateDirectory, withIntermediateDirectories: true)
        let lock = try EngineLock(file: "\(stateDirectory)/engine.lock")
        clearScratch()
        let store: SQLiteHistory
        do {
            store = try SQLiteHistory(file: "\(stateDirectory)/flywheel.db")
        } catch {
            throw EngineError.store(error)
        }
        let environment = EngineEnvironment(
            store: store, artifacts: FileArtifacts(directory: stateDirectory, workspace: workspace.root),
            executor: executor,
            notifier: CommandNotifier(), sha256: SHA256.function,
            now: { Timestamp(rawValue: Int64(Date().timeIntervalSince1970 * 1_000)) },
            monotonicNanoseconds: { DispatchTime.now().uptimeNanoseconds }, pause: Self.pause,
            rollBacks: try RollBackFile(file: "\(stateDirectory)/roll-backs"), traffic: servers?.plane,
            residentBytes: ResidentMemory.bytes, remotes: RemoteClient(version: Flywheel.version, tokens: tokens),
            totalWorkers: workspace.settings.totalWorkers, pauseForStore: Self.pauseForStore,
            availableBytes: AvailableMemory.bytes)
        let engine = Engine(
            workspace: workspace.name, mode: mode, followedRowsPerSecond: workspace.settings.slowRowsPerSecond,
            endsWithData: endsWithData, environment: environment)
        for var definition in workspace.definitions {
            definition.canary.guards.awaitsPlane = servers != nil
            let endOfData: CSVReplaySource.EndOfData =
                endsWithData || mode == .lockstep ? .releasesLabels : .holdsLabels
            try await engine.add(definition) { position throws(SourceError) in
                try CSVReplaySource(definition, endOfData: endOfData, resumingAt: position)
            }
        }
        return (engine, lock, store)
    }

    /// The workers of this machine, and in a live run those of others; a replay in lockstep is the same wherever it runs.
    private var executor: any TrialExecutor {
        let here = WorkerPool(
            executable: Self.executablePath, artifactDirectory: stateDirectory, workspace: workspace.root,
            keepsStandby: true)
        guard mode == .live, !workspace.settings.remoteWorkers.isEmpty else { return here }
        return WorkerFleet(
            here: here, remote: workspace.settings.remoteWorkers, artifacts: stateDirectory
        ) { StandardError.print($0) }
    }

    /// Removes what killed workers left behind that had learners of the user's own; the lock says that none runs.
    private func clearScratch() {
        let scratch = FileArtifacts(directory: stateDirectory).programs.scratch
        guard FileManager.default.fileExists(atPath: scratch) else { return }
        do {
            try FileManager.default.removeItem(atPath: scratch)
        } catch {
            StandardError.print("\(scratch) cannot be removed: \(error.localizedDescription)")
        }
    }

    /// The tokens of other servers, read once: a file that changes is read at the next start.
    private var tokens: @Sendable (String) -> String? {
        let models = workspace.definitions.flatMap { [$0.remoteChampion, $0.remoteCandidate] }
        let files = models.compactMap { $0?.tokenFile }
        var known: [String: String] = [:]
        for file in files {
            if case .success(let token) = RemoteToken.read(file) { known[file] = token }
        }
        return { [known] in known[$0] }
    }

    /// A cancelled pause ends at once.
    @Sendable private static func pause() async {
        do {
            try await Task.sleep(for: .milliseconds(50))
        } catch {
            return
        }
    }

    /// A second, in which a full disk may be cleared; a cancelled one ends at once.
    @Sendable private static func pauseForStore() async {
        do {
            try await Task.sleep(for: .seconds(1))
        } catch {
            return
        }
    }

    /// This program's own file, for its workers.
    static var executablePath: String {
        var buffer = [CChar](repeating: 0, count: 4_096)
        let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
        return count > 0
            ? String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self) : CommandLine.arguments[0]
    }
}
