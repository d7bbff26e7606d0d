package import Domain
import Foundation
import Synchronization

/// Envoy as the traffic plane: weights go to it as files that it watches, counts come back from its admin interface.
///
///     let router = EnvoyRouter(EnvoySettings(directory: "/run/flywheel", admin: ("127.0.0.1", 9901), engine: address))
///     try await router.set(split)
///
/// `clusters.json` and `routes.json` are written beside their places and renamed into them, which Envoy sees at once. Nothing
/// is synchronised to a disk: the files are written anew at each start, and a folder in memory lets no disk delay a roll back.
package final class EnvoyRouter: TrafficRouter {
    private struct State {
        var splits: [PipelineName: TrafficSplit] = [:]
        /// Version of the routes file since which each pipeline's newest split is in it.
        var since: [PipelineName: Int64] = [:]
        var version: Int64 = 0
        var clusters: JSONTree?
    }

    private let settings: EnvoySettings
    private let state = Mutex(State())

    package init(_ settings: EnvoySettings) {
        self.settings = settings
    }

    /// Writes files in which the engine answers everything, where there are none yet: Envoy does not start without.
    ///
    /// - Throws: ``TrafficError`` where they cannot be written.
    package func prepare() throws(TrafficError) {
        let resources = EnvoyResources(splits: [], engine: settings.engine)
        for (file, tree) in [
            (settings.clustersFile, resources.clusters(version: 0, former: [])),
            (settings.routesFile, resources.routes(version: 0)),
        ] where !FileManager.default.fileExists(atPath: file) {
            try replace(file, with: tree)
        }
    }

    package var abilities: TrafficAbilities { TrafficAbilities(stickiness: .monotone, finestShare: 1) }

    package func set(_ split: TrafficSplit) async throws(TrafficError) {
        let outcome = state.withLock { state in
            Result { () throws(TrafficError) in
                if let newest = state.splits[split.pipeline], newest.generation >= split.generation { return }
                var next = state
                next.splits[split.pipeline] = split
                next.version = max(state.version + 1, split.generation)
                next.since[split.pipeline] = next.version
                try write(&next, replacing: state)
                state = next
            }
        }
        try outcome.get()
    }

    /// Clusters are there before a route names them; those of the split before stay for what they are still answering.
    private func write(_ next: inout State, replacing old: State) throws(TrafficError) {
        let resources = EnvoyResources(
            splits: next.splits.values.sorted { $0.pipeline < $1.pipeline }, engine: settings.engine)
        next.clusters = resources.clusters(version: 0, former: [])
        if next.clusters != old.clusters {
            let former = old.splits.values.sorted { $0.pipeline < $1.pipeline }
            try replace(settings.clustersFile, with: resources.clusters(version: next.version, former: former))
        }
        try replace(settings.routesFile, with: resources.routes(version: next.version))
    }

    private func replace(_ path: String, with tree: JSONTree) throws(TrafficError) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            try ReplacedFile(path: path).write([UInt8](encoder.encode(tree)))
        } catch let error as TrafficError {
            throw error
        } catch {
            throw TrafficError("\(path): cannot be encoded: \(error)")
        }
    }

    package func reading(of pipeline: PipelineName) async throws(TrafficError) -> TrafficReading {
        let statistics = try await EnvoyStatistics.read(host: settings.adminHost, port: settings.adminPort)
        let (split, since) = state.withLock { ($0.splits[pipeline], $0.since[pipeline]) }
        guard let split, let since else { return TrafficReading(generation: nil, requests: [:]) }
        let holds = statistics.routesVersion.map { $0 >= since } ?? false
        let counts = split.backends.map { backend in
            (backend.version, statistics.requests[EnvoyResources.cluster(pipeline, backend.version)] ?? 0)
        }
        return TrafficReading(
            generation: holds ? split.generation : nil,
            requests: Dictionary(counts, uniquingKeysWith: { first, _ in first }))
    }
}
