import Domain
import Foundation
import Tracking

/// What the whole loop serves of the demo's streams in lockstep, what its searches cost and chose, and beside it XGBoost tuned
/// by Optuna on the same rows.
struct ServedBench {
    /// What a search came to.
    struct Choice {
        var pipeline: PipelineName
        var version: VersionRecord
        var outcome: String

        /// `2018-03-04  traffic      v3  boosted trees, 4,300 rows, lags: promoted`.
        var line: String {
            let day = version.createdAt.description.prefix(10)
            let name = pipeline.rawValue.padding(toLength: 12, withPad: " ", startingAt: 0)
            return "\(day)  \(name)  \(version.version)  \(version.words): \(outcome)"
        }
    }

    private struct PeerLine: Decodable {
        var stream: String
        var peer: String
        var error: Double?
        var before: Double?
        var after: Double?
        var seconds: Double
        var trainings: Int
    }

    /// More than any of the replays has.
    private static let mostRuns = 100_000

    let program: Program
    /// The folder of the peer's Python and of its scripts; nil where it is not wanted.
    let peer: SearchPeer?

    func measure() throws -> (figures: [Figure], choices: [Choice]) {
        let scratch = try ScratchFolder("served")
        let state = scratch.url.appending(path: "state")
        let summary = try program.replay(program.demoData, state: state, ["--approve", "automatic"])
        let history = try SQLiteHistory(reading: state.appending(path: "flywheel.db").path)
        let theirs = try peer?.served(program.demoData).map { try JSONDecoder().decode(PeerLine.self, from: $0) } ?? []
        var figures: [Figure] = []
        for pipeline in summary.pipelines {
            figures += try quality(pipeline, history, theirs.first { $0.stream == pipeline.name })
            figures += try costs(of: PipelineName(rawValue: pipeline.name), history)
        }
        let choices = try summary.pipelines.flatMap {
            try self.choices(of: PipelineName(rawValue: $0.name), history)
        }
        try scratch.remove()
        return (figures, choices)
    }

    private func quality(
        _ pipeline: Program.Summary.Pipeline, _ history: SQLiteHistory, _ peer: PeerLine?
    ) throws -> [Figure] {
        switch pipeline.name {
        case "electricity":
            return [
                Figure("electricity, accuracy", pipeline.served, "share", peer: 0.93, "the aim, at least"),
                Figure(
                    "electricity, accuracy", pipeline.served, "share", peer: 0.9083, "leveraging bagging (MOA), stated"),
            ]
        case "traffic":
            return [
                Figure(
                    "traffic, mean absolute error", pipeline.served, "vehicles/h", peer: peer?.error,
                    peer?.peer ?? "the peer is absent")
            ]
        case "loans":
            let windows = try LoanWindows(history)
            return [
                Figure(
                    "loans, accuracy after the shift", windows.after, "share", peer: peer?.after,
                    peer?.peer ?? "the peer is absent"),
                Figure(
                    "  in the half year before it", windows.before, "share", peer: peer?.before,
                    peer?.peer ?? "the peer is absent"),
            ]
        default: return []
        }
    }

    /// Processor seconds of all runs, and of those whose models had all the traffic once.
    private func costs(of name: PipelineName, _ history: SQLiteHistory) throws -> [Figure] {
        let runs = try history.runs(name, limit: Self.mostRuns)
        let rollouts = try history.rollouts(name, limit: Self.mostRuns)
        let promoted = Set(rollouts.filter { $0.state == .promoted && !$0.isDrill }.map(\.candidate))
        let versions = try history.versions(name, limit: Self.mostRuns)
        let models = Set(versions.filter { promoted.contains($0.version) || $0.search == 0 }.map(\.model))
        let seconds = runs.map { $0.cost?.cpuSeconds ?? 0 }.reduce(0, +)
        let deployed = runs.filter { $0.model.map(models.contains) ?? false }
        let spent = deployed.map { $0.cost?.cpuSeconds ?? 0 }.reduce(0, +)
        let isStated = name.rawValue == "electricity"
        let searches = Set(runs.map(\.search)).count
        return [
            Figure(
                "  \(name): all trials, \(runs.count) runs of \(searches) searches", seconds, "CPU s",
                peer: isStated ? 120 : nil, isStated ? "the aim, at most" : ""),
            Figure(
                "  \(name): deployed trainings, \(deployed.count) runs", spent, "CPU s", peer: isStated ? 6 : nil,
                isStated ? "the aim, at most" : ""),
        ]
    }

    /// Every version with what became of it, oldest first.
    private func choices(of name: PipelineName, _ history: SQLiteHistory) throws -> [Choice] {
        let rollouts = try history.rollouts(name, limit: Self.mostRuns)
        return try history.versions(name, limit: Self.mostRuns).compactMap { version in
            let rollout = rollouts.last { $0.candidate == version.version }
            guard rollout?.isDrill != true else { return nil }
            return Choice(pipeline: name, version: version, outcome: rollout?.stateName ?? "the first version")
        }
    }
}

/// Served accuracy of the demo's loans in the half year before their inputs shift in March 2019 and in all the time after.
///
/// A label is known thirty days later, so both windows begin thirty days late. They do not depend on what the run promoted:
/// two programs are compared on the same rows.
struct LoanWindows {
    let before: Double
    let after: Double

    /// - Throws: ``BenchError`` and the store's errors.
    init(_ history: SQLiteHistory) throws {
        let points = try history.points(PipelineName(rawValue: "loans"), limit: 100_000)
        guard let shift = Timestamp("2019-03-01") else { throw BenchError("no such date") }
        let known = shift + .days(30)
        func mean(_ chosen: (MetricPoint) -> Bool) -> Double {
            let served = points.filter(chosen).compactMap(\.served)
            return served.reduce(0, +) / Double(max(served.count, 1))
        }
        before = mean { $0.time >= known - .days(180) && $0.time < known }
        after = mean { $0.time >= known }
    }
}
