import Foundation
import Learning

/// Optuna, measured in the same call by its script under `Tests/Peers`.
struct SearchPeer {
    /// A line of the script.
    private struct Line: Decodable {
        let sampler: String
        let function: String?
        let trials: Int?
        let losses: [Double]?
        let milliseconds: Double?
    }

    /// Where `Tests/Peers/setup-search` put it.
    static var usualFolder: URL {
        Peers.usualFolder.deletingLastPathComponent().appending(path: "flywheel-peers-search")
    }

    let scripts: URL
    let folder: URL

    /// What XGBoost tuned by Optuna serves of the demo's streams, a JSON object a line.
    ///
    /// - Throws: ``BenchError`` where the peer is absent or fails.
    func served(_ demoData: URL) throws -> [Data] {
        try PeerScript(python: try python(), script: scripts.appending(path: "served_peer.py")).lines([demoData.path])
    }

    private func python() throws -> URL {
        let python = folder.appending(path: "bin/python")
        guard FileManager.default.isExecutableFile(atPath: python.path) else {
            throw BenchError("\(folder.path) is absent; bash Tests/Peers/setup-search makes it")
        }
        return python
    }

    /// - Throws: ``BenchError`` where the peer is absent or fails.
    func measure(seeds: Int) throws -> (figures: [SearchFigure], costs: [SearchCost]) {
        let script = PeerScript(python: try python(), script: scripts.appending(path: "optuna_peer.py"))
        let lines = try script.lines(["\(seeds)"]).map { try JSONDecoder().decode(Line.self, from: $0) }
        let figures = lines.compactMap { line -> SearchFigure? in
            guard let function = line.function.flatMap(SearchBenchmark.init), let trials = line.trials,
                let losses = line.losses, !losses.isEmpty
            else { return nil }
            return SearchFigure(
                function: function, sampler: line.sampler, trials: trials, best: Quartiles(of: losses))
        }
        let costs = lines.compactMap { line in
            line.milliseconds.map { SearchCost(sampler: line.sampler, milliseconds: $0) }
        }
        return (figures, costs)
    }
}
