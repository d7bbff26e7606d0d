import Domain
import Learning

/// One search from its trigger to its last candidate: what it waits for, what it has, what comes next.
///
/// Results are told in the order of the runs' numbers, whatever finished first, so that the same log gives the same search.
struct SearchState: Codable, Sendable {
    enum Phase: Hashable, Codable, Sendable {
        /// The dataset is to be written.
        case dataset
        /// Trials run.
        case trials
        /// The recipe of rank `rank` (0 is the best) is trained on the validation rows too.
        case refit(rank: Int)
        /// The gates judge the version.
        case gates(ModelVersion, rank: Int)
        /// A candidate is in the canary; its end ends the search.
        case canary(rank: Int)
        case ended
    }

    enum Purpose: String, Codable, Hashable, Sendable {
        case initial
        case improve
        case drill
    }

    let number: Int
    let purpose: Purpose
    var trigger: TriggerRecord
    /// The place in the log up to which rows may be used.
    let cut: Int64
    var phase = Phase.dataset
    var dataset: DatasetSummary?
    /// In the order of their numbers; refits follow the trials.
    var runs: [RunRecord] = []
    /// Trials that it may have, the plain retrain among them; nil in a search of an older program, which drew all at once.
    var trialLimit: Int?
    /// Who paused it; nil while it goes on.
    var pausedBy: String?
    /// Why no further trial is drawn, in words; nil while there may be more.
    var drawingEnded: String?
    /// Completed trials, best first, as run numbers.
    var ranking: [Int] = []

    /// The next run whose result is to be told; nil where none is waited for.
    var nextRun: RunRecord? {
        switch phase {
        case .trials, .refit: runs.first { !$0.state.isOver }
        case .dataset, .gates, .canary, .ended: nil
        }
    }

    /// Runs without a result, in order.
    var openRuns: [RunRecord] {
        switch phase {
        case .trials, .refit: runs.filter { !$0.state.isOver }
        case .dataset, .gates, .canary, .ended: []
        }
    }

    /// Trials drawn so far.
    var trials: [RunRecord] {
        runs.filter { $0.kind == .trial || $0.kind == .plainRetrain }
    }

    /// Takes the dataset in and lets the runs begin.
    mutating func begin(with dataset: DatasetSummary) {
        self.dataset = dataset
        runs = runs.map(dealt)
        phase = .trials
    }

    /// The run with the search's dataset, and the stretches of it that it is judged on.
    func dealt(_ run: RunRecord) -> RunRecord {
        guard let dataset else { return run }
        var run = run
        run.dataset = dataset.digest
        run.slices = dataset.slices(of: run)
        return run
    }

    /// Ends every run that has no result, as its search goes no further.
    ///
    /// - Returns: Their records.
    mutating func cancelOpenRuns(_ why: String) -> [RunRecord] {
        var cancelled: [RunRecord] = []
        for index in runs.indices where !runs[index].state.isOver {
            runs[index].state = .failed
            runs[index].failure = .cancelled
            runs[index].message = why
            cancelled.append(runs[index])
        }
        return cancelled
    }

    /// Takes the result of run `number` in and gives its record; nil for a run that waits for none.
    mutating func take(_ report: TrialReport, run number: Int) -> RunRecord? {
        guard
            let index = runs.firstIndex(where: { $0.number == number && !$0.state.isOver })
        else { return nil }
        runs[index].cost = report.cost
        runs[index].progress = 1
        runs[index].tracking?.started = report.started
        runs[index].tracking?.queueSeconds = report.queueSeconds
        runs[index].tracking?.ended = report.started.map { $0 + TimeSpan.seconds(report.cost.wallSeconds) }
        switch report.outcome {
        case .completed(let score, let model, let bytes, let trainedRows, let curve, let votes):
            runs[index].state = .completed
            runs[index].tracking?.curve = curve ?? []
            runs[index].score = score
            runs[index].model = model
            runs[index].bytes = bytes
            runs[index].trainedRows = trainedRows
            if let votes {
                runs[index].specification.choose(votes)
                runs[index].summary = SearchSpace.summary(of: runs[index].specification)
            }
            runs[index].trainedFrom = dataset?.from
            runs[index].trainedThrough =
                runs[index].kind == .refit || runs[index].isCheck ? dataset?.validatedThrough : dataset?.trainedThrough
        case .stopped(let curve):
            runs[index].state = .stopped
            runs[index].tracking?.curve = curve
            runs[index].score = curve.estimate
            runs[index].trainedRows = curve.first?.trainedRows ?? 0
            runs[index].trainedFrom = dataset?.from
            runs[index].trainedThrough = dataset?.trainedThrough
        case .failed(let failure, let message):
            runs[index].state = .failed
            runs[index].failure = failure
            runs[index].message = message
        }
        return runs[index]
    }

    /// Orders the completed trials, best first, equal ones by number; a blend goes by the slice that it was scored on.
    ///
    /// It has that slice alone, where the trials that it is made of have more: it stands before the first trial that was
    /// worse on the same rows, and behind one that was as good, which answers sooner.
    mutating func rank(higherIsBetter: Bool) {
        let scores = SliceScores(runs, higherIsBetter: higherIsBetter)
        let scored = runs.compactMap { run in
            run.state == .completed && run.kind != .ensemble ? scores.loss(of: run).map { (run.number, $0) } : nil
        }
        ranking = scored.sorted { left, right in left.1 == right.1 ? left.0 < right.0 : left.1 < right.1 }.map(\.0)
        guard let blend = runs.last(where: { $0.kind == .ensemble && $0.state == .completed }),
            let own = SliceScores.newest(of: blend)
        else { return }
        let place = ranking.firstIndex { number in
            guard let other = run(number).flatMap(SliceScores.newest) else { return true }
            // The same answers in another order have means that differ in their last bits.
            let least = 1e-9 * max(own.magnitude, other.magnitude)
            return (higherIsBetter ? own - other : other - own) > least
        }
        ranking.insert(blend.number, at: place ?? ranking.endIndex)
    }

    func run(_ number: Int) -> RunRecord? {
        runs.first { $0.number == number }
    }
}
