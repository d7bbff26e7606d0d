import Domain
import Foundation
import Tracking

/// What a trial takes beyond its training, with real workers, and how soon a cancelled one is gone.
struct WorkerBench {
    private struct Report: Decodable {
        struct Finding: Decodable {
            var first_word: Double
            var hand_over: Double
            var training: Double
            var saving: Double
            var overhead: Double
            var cancel: Double
            var worst_cancel: Double
        }

        var workers: [Finding]
    }

    private static let pipelineName = PipelineName(rawValue: "bench")
    private static let commits = 25

    var trials = 20
    /// A training of about a second.
    var rows = 6_000
    var rounds = 300

    /// Milliseconds, the median of all trials.
    func figures() throws -> [Figure] {
        let folder = try ScratchFolder("workers")
        let output = try Program().run([
            "workers", folder.url.path, "--times", "\(trials)", "--rows", "\(rows)", "--rounds", "\(rounds)", "--json",
        ])
        guard let found = try JSONDecoder().decode(Report.self, from: output).workers.first else {
            throw BenchError("flywheel workers found none")
        }
        let record = try recordMilliseconds(in: folder.url)
        try folder.remove()
        let all = found.overhead + record
        return [
            Figure("trial: handing out to the worker's first word", found.first_word, "ms"),
            Figure("trial: dataset handed over", found.hand_over, "ms"),
            Figure("trial: training itself", found.training, "ms"),
            Figure("trial: its model stored", found.saving, "ms"),
            Figure("trial: its record on the disk", record, "ms"),
            Figure("trial: all beyond training", all, "ms", peer: 10, "the aim"),
            Figure("trial: all beyond training, share", 100 * all / found.training, "%", peer: 3, "the aim"),
            Figure("cancelled to gone, median of \(trials)", found.cancel, "ms", peer: 100, "the aim"),
            Figure("cancelled to gone, the slowest", found.worst_cancel, "ms", peer: 100, "the aim"),
        ]
    }

    /// The median of a commit that holds a trial's end alone; the engine's has other changes, too.
    private func recordMilliseconds(in folder: URL) throws -> Double {
        let history = try SQLiteHistory(file: folder.appending(path: "flywheel.db").path)
        let clock = ContinuousClock()
        let times = try (1...Self.commits).map { number in
            var changes = PipelineChanges(pipeline: Self.pipelineName)
            changes.runs = [StoreBench.run(number)]
            return try clock.measure { try history.commit([changes]) } / .milliseconds(1)
        }
        return times.sorted()[times.count / 2]
    }
}
