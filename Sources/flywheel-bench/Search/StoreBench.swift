import Domain
import Foundation
import Tracking

/// Asks a history of many runs for a page of them, as `flywheel runs` and the leaderboard do.
struct StoreBench {
    private static let pipelineName = PipelineName(rawValue: "bench")
    private static let batch = 500

    var runs = 10_000

    /// Processor milliseconds of a page of 20, the median of 25 calls or of as many as two seconds hold.
    func figures() throws -> [Figure] {
        let folder = try ScratchFolder("runs")
        let file = folder.url.appending(path: "flywheel.db").path
        try fill(try SQLiteHistory(file: file))
        let history = try SQLiteHistory(reading: file)
        let pages: [(String, String, String?)] = [
            ("sort by number", "number", nil),
            ("filter, sort by score", "score", "accuracy > 0.6 and learner = adaptive-random-forest"),
            ("filter, sort by memory", "memory", "(state = completed or cpu < 2) and recipe ~ forest"),
            ("filter, sort by a setting", "adaptive-random-forest.members", "adaptive-random-forest.members >= 5"),
        ]
        let figures = try pages.map { name, sort, condition in
            Figure(
                "\(runs) runs, first page: \(name)", try milliseconds(history, sort, condition), "CPU ms", peer: 10,
                "the aim")
        }
        let board = try BoardBench(history: history, pipeline: Self.pipelineName).figures()
        try folder.remove()
        return figures + board
    }

    private func milliseconds(_ history: SQLiteHistory, _ sort: String, _ condition: String?) throws -> Double {
        let task = LearningTask.classification(classes: ["0", "1"])
        var query = RunQuery(pipeline: Self.pipelineName, sort: try RunColumn(sort, task: task))
        if let condition { query.condition = try RunConditionParser.condition(condition, task: task) }
        let (seconds, page) = try ProcessorClock.median { try history.runs(query) }
        guard page.runs.count == query.limit else {
            throw BenchError("the page of \(sort) has \(page.runs.count) runs, not \(query.limit)")
        }
        return seconds * 1_000
    }

    private func fill(_ history: SQLiteHistory) throws {
        var generator = SeededGenerator(seed: 1)
        for first in stride(from: 1, through: runs, by: Self.batch) {
            var changes = PipelineChanges(pipeline: Self.pipelineName)
            changes.runs = (first..<min(first + Self.batch, runs + 1)).map { run($0, &generator) }
            try history.commit([changes])
        }
    }

    /// A run as any other.
    static func run(_ number: Int) -> RunRecord {
        var generator = SeededGenerator(seed: UInt64(number))
        return StoreBench().run(number, &generator)
    }

    private func run(_ number: Int, _ generator: inout SeededGenerator) -> RunRecord {
        let learner = Learner.allCases[Int.random(in: 0..<Learner.allCases.count, using: &generator)]
        let score = Double.random(in: 0.4...1, using: &generator)
        let isStopped = Int.random(in: 0..<3, using: &generator) == 0
        let estimate = MetricEstimate(value: score, margin: 0.02, count: 300)
        let curve = (0..<4).map { CurvePoint(slice: $0, score: estimate, trainedRows: 900) }
        return RunRecord(
            number: number, search: number / 20 + 1, kind: .trial, state: isStopped ? .stopped : .completed,
            specification: TrialSpecification(
                learner: learner, updates: .frozen, features: FeatureRecipe(calendar: [], usesLags: true), window: 900,
                hyperparameters: ["members", "grace", "depth"].map {
                    Hyperparameter($0, Double(Int.random(in: 1...20, using: &generator)))
                }, seed: UInt64(number)),
            summary: learner.words, trainedRows: 900, score: estimate,
            cost: TrialCost(
                wallSeconds: 3, cpuSeconds: Double.random(in: 0.5...9, using: &generator),
                peakBytes: Int64.random(in: 50_000_000...400_000_000, using: &generator), host: "bench"), progress: 1,
            tracking: RunTracking(origin: .cold, sampler: "tpe", curve: curve, slices: 4, bars: [0.5, 0.55, 0.6]))
    }
}
