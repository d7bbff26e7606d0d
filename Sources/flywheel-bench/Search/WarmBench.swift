import Domain
import Foundation
import Tracking

/// Trials that begin from memory beside trials that know nothing, in the same searches of the whole loop.
///
/// Half of each search's trials are cold. From a pipeline's second search on both kinds are followed to the best score that
/// the cold ones reach: after how many trials of its own has each kind one as good? No trial is stopped early, so that all
/// scores are of the same rows.
struct WarmBench {
    /// A pipeline of the demo, with its searches made longer.
    private static let pipelines = ["electricity", "loans", "traffic"]
    private static let trials = 24

    /// How far both kinds of one search's trials came.
    struct Race {
        /// Place of the first trial, from 1, that is as good as the cold ones' best; nil for none.
        var cold: Int
        var warm: Int?
        var coldTrials: Int
        var warmTrials: Int

        /// Warm trials for each cold one; one more than there were where none came so far.
        var ratio: Double { Double(warm ?? warmTrials + 1) / Double(cold) }
    }

    let program: Program

    /// The figures, and a line a trial count: the share of the searches in which each kind has got there.
    func measure() throws -> (figures: [Figure], curves: [String]) {
        var races: [Race] = []
        for pipeline in Self.pipelines { races += try self.races(of: pipeline) }
        guard !races.isEmpty else { throw BenchError("no search had trials of both kinds") }
        let ratios = races.map(\.ratio).sorted()
        let cold = races.reduce(0) { $0 + $1.cold }
        let warm = races.reduce(0) { $0 + ($1.warm ?? $1.warmTrials + 1) }
        let figures = [
            Figure(
                "trials to the cold ones' best, warm for cold, median of \(races.count) searches",
                ratios[ratios.count / 2], "ratio", peer: 0.4, "the aim, at most"),
            Figure("  all trials together", Double(warm) / Double(cold), "ratio", peer: 0.4, "the aim, at most"),
            Figure(
                "  searches in which no warm trial got there", Double(races.count { $0.warm == nil }), "searches",
                peer: Double(races.count), "of"),
        ]
        let most = races.map { max($0.coldTrials, $0.warmTrials) }.max() ?? 0
        let curves = (1...most).map { count in
            func share(_ reached: (Race) -> Int?) -> String {
                let got = races.count { race in reached(race).map { $0 <= count } ?? false }
                return (Double(got) / Double(races.count)).fixed(2)
            }
            return "  after \(count) trials: cold \(share { $0.cold }), warm \(share(\.warm))"
        }
        return (figures, curves)
    }

    private func races(of pipeline: String) throws -> [Race] {
        let scratch = try ScratchFolder("warm-\(pipeline)")
        let file = program.demoData.appending(path: "pipelines/\(pipeline).yaml")
        let text = try String(contentsOf: file, encoding: .utf8)
            .replacing("file: \(pipeline).csv", with: "file: \(program.demoData.path)/\(pipeline).csv")
            .replacing(
                /\n  trials: \d+\n/, with: "\n  trials: \(Self.trials)\n  cold_share: 0.5\n  stopping: none\n")
        let workspace = try scratch.workspace(pipeline: pipeline, text)
        let state = scratch.url.appending(path: "state")
        _ = try program.replay(workspace, state: state, ["--approve", "automatic"])
        let history = try SQLiteHistory(reading: state.appending(path: "flywheel.db").path)
        let runs = try history.runs(PipelineName(rawValue: pipeline), limit: 100_000)
        try scratch.remove()
        let higherIsBetter = pipeline != "traffic"
        return Set(runs.map(\.search)).sorted().compactMap { search in
            Self.race(runs.filter { $0.search == search }, higherIsBetter: higherIsBetter)
        }
    }

    private static func race(_ runs: [RunRecord], higherIsBetter: Bool) -> Race? {
        func losses(_ origin: RunTracking.Origin) -> [Double] {
            runs.filter { $0.kind == .trial && $0.tracking?.origin == origin }.map { run in
                run.score.map { higherIsBetter ? -$0.value : $0.value } ?? .infinity
            }
        }
        let (cold, warm) = (losses(.cold), losses(.warm))
        guard let best = cold.min(), best < .infinity, !warm.isEmpty, let place = cold.firstIndex(of: best) else {
            return nil
        }
        return Race(
            cold: place + 1, warm: warm.firstIndex { $0 <= best }.map { $0 + 1 }, coldTrials: cold.count,
            warmTrials: warm.count)
    }
}
