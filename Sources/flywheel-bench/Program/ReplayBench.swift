import Domain
import Foundation
import Tracking

/// Lockstep replays: how fast, how much memory and disk, and how well what served answered.
struct ReplayBench {
    let program: Program

    func figures() throws -> [Figure] {
        try demo() + bestLearner() + withoutTraining() + electricity()
    }

    // MARK: The demo's three pipelines

    private func demo() throws -> [Figure] {
        let scratch = try ScratchFolder("demo")
        let state = scratch.url.appending(path: "state")
        let summary = try program.replay(program.demoData, state: state, ["--approve", "automatic"])
        let events = Double(summary.pipelines.reduce(0) { $0 + $1.events })
        let seconds = summary.pipelines.first?.seconds ?? 0
        let store = state.appending(path: "flywheel.db").path
        let bytes = try FileManager.default.attributesOfItem(atPath: store)[.size] as? Double ?? 0
        var figures = [
            Figure("three pipelines in lockstep, training included", seconds, "s"),
            Figure("events a second, training included", events / max(seconds, 1e-9), "events/s"),
            Figure("peak memory", summary.peak_rss_bytes / 1_048_576, "MiB", peer: 300, "the aim, at most"),
            Figure("stored event with prediction and label", bytes / events, "bytes", peer: 500, "the aim, less than"),
        ]
        figures += try traffic(summary) + loans(SQLiteHistory(reading: store))
        try scratch.remove()
        return figures
    }

    /// The demo's own electricity file with the best learner of its search space as the first version.
    private func bestLearner() throws -> [Figure] {
        let scratch = try ScratchFolder("best")
        let file = program.demoData.appending(path: "pipelines/electricity.yaml")
        let text = try String(contentsOf: file, encoding: .utf8)
        let lines = text.split(separator: "\n").map { line -> String in
            if line.hasPrefix("initial:") {
                return "initial: {rows: 700, learner: leveraging-bagging, updates: live, lags: false}"
            }
            return String(
                line.replacing("file: electricity.csv", with: "file: \(program.demoData.path)/electricity.csv"))
        }
        let workspace = try scratch.workspace(pipeline: "electricity", lines.joined(separator: "\n") + "\n")
        let electricity = try program.replay(
            workspace, state: scratch.url.appending(path: "state"), ["--approve", "automatic"]
        ).pipelines[0]
        try scratch.remove()
        return [
            Figure(
                "the demo's electricity, leveraging bagging", electricity.served, "share", peer: 0.91,
                "the aim, at least")
        ]
    }

    private func traffic(_ summary: Program.Summary) throws -> [Figure] {
        guard let traffic = summary.pipelines.first(where: { $0.name == "traffic" }) else { return [] }
        let lastWeek = try sameHourLastWeek()
        let better = min(traffic.no_change, lastWeek)
        return [
            Figure("traffic, mean absolute error", traffic.served, "vehicles/h", peer: traffic.no_change, "no change"),
            Figure("traffic, mean absolute error", traffic.served, "vehicles/h", peer: lastWeek, "same hour last week"),
            Figure("traffic against the better of the two", traffic.served, "vehicles/h", peer: better, "below 1 wins"),
        ]
    }

    /// The mean absolute error of answering with the same hour of the week before, where it is known.
    private func sameHourLastWeek() throws -> Double {
        let text = try String(contentsOf: program.demoData.appending(path: "traffic.csv"), encoding: .utf8)
        let lines = text.split(separator: "\n")
        let header = lines[0].split(separator: ",", omittingEmptySubsequences: false)
        guard let timePlace = header.firstIndex(of: "date_time"),
            let volumePlace = header.firstIndex(of: "traffic_volume")
        else { throw BenchError("traffic.csv has other columns than expected") }
        var volumes: [Timestamp: Double] = [:]
        for line in lines.dropFirst() {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false)
            guard let time = Timestamp(String(fields[timePlace])), let volume = Double(fields[volumePlace]) else {
                continue
            }
            volumes[time] = volume
        }
        let errors = volumes.compactMap { time, volume in volumes[time - .days(7)].map { abs($0 - volume) } }
        return errors.reduce(0, +) / Double(max(errors.count, 1))
    }

    private func loans(_ history: SQLiteHistory) throws -> [Figure] {
        let windows = try LoanWindows(history)
        return [
            Figure(
                "loans, accuracy after the shift", windows.after, "share", peer: windows.before,
                "the half year before it")
        ]
    }

    // MARK: Speed outside training

    /// Electricity with a frozen first version and nothing that starts a search; durable store included.
    private func withoutTraining() throws -> [Figure] {
        let scratch = try ScratchFolder("plain")
        let workspace = try scratch.workspace(
            pipeline: "electricity",
            electricityText(
                """
                features: {lags: [30m, 1h, 1h30m, 1d], rolling: [], seasonal: []}
                initial: {rows: 1000, learner: boosted-trees}
                """))
        let summary = try program.replay(workspace, state: scratch.url.appending(path: "state"))
        let electricity = summary.pipelines[0]
        try scratch.remove()
        let rate = Double(electricity.events) / max(electricity.seconds, 1e-9)
        return [
            Figure("electricity outside training", rate, "events/s", peer: 20_000, "the aim, at least")
        ]
    }

    // MARK: Accuracy from row 0

    /// Electricity with label lags and a live learner in its space, nobody asked.
    private func electricity() throws -> [Figure] {
        let scratch = try ScratchFolder("accuracy")
        let workspace = try scratch.workspace(
            pipeline: "electricity",
            electricityText(
                """
                features: {lags: [30m, 1h, 1h30m, 1d], rolling: [], seasonal: []}
                initial: {rows: 300, learner: leveraging-bagging, lags: false, updates: live}
                search:
                  trials: 16
                  learners: [leveraging-bagging, adaptive-random-forest, linear]
                  lags: [false, true]
                  windows: [1000, 2000, 4000]
                  updates: [live]
                  holdout_rows: 200
                  validation_rows: 400
                gates: {replay_every: 2000, replay_rows: 40, replay_drop: 0.2}
                canary: {approval: automatic, min_pairs: 200, min_time: 12h, max_time: 60d, deadline: 120d}
                triggers:
                  - {new_rows: 2000, cool_down: 7d}
                  - {decay: 0.05, cool_down: 7d}
                """))
        let state = scratch.url.appending(path: "state")
        let electricity = try program.replay(workspace, state: state).pipelines[0]
        let name = "electricity from row 0, served accuracy"
        var figures = [
            Figure(name, electricity.served, "share", peer: electricity.no_change, "no change, this run"),
            Figure(name, electricity.served, "share", peer: 0.8158, "LightGBM retrained every 200 rows, as stated"),
            Figure(name, electricity.served, "share", peer: 0.9013, "River's logistic regression, as stated"),
        ]
        let history = try SQLiteHistory(reading: state.appending(path: "flywheel.db").path)
        for rollout in try history.rollouts(PipelineName(rawValue: "electricity"), limit: 1_000)
        where rollout.state == .promoted {
            guard let evidence = rollout.evidence else { continue }
            figures.append(
                Figure(
                    "gain of \(rollout.candidate) on \(evidence.pairs) pairs", -evidence.difference, "accuracy",
                    peer: -evidence.upper, "its lower bound"))
        }
        try scratch.remove()
        return figures
    }

    private func electricityText(_ rest: String) -> String {
        """
        task: classification
        classes: [DOWN, UP]
        source: {file: \(program.demoData.appending(path: "electricity.csv").path), time: time, target: price_move}
        columns:
          date: number
          day: number
          period: number
          nsw_price: number
          nsw_demand: number
          vic_price: number
          vic_demand: number
          transfer: number
        labels: {delay: 30m}
        \(rest)

        """
    }
}
