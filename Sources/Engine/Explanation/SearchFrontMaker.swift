package import Domain

/// Puts a search's completed trials side by side by quality, time and size, and tells why one was chosen.
package struct SearchFrontMaker {
    private let number: Int
    private let runs: [FoundRun]
    private let rollouts: [RolloutRecord]
    private let outcome: TriggerRecord.Outcome?
    private let task: LearningTask

    /// - Parameters:
    ///   - number: The search's.
    ///   - runs: All of the search.
    ///   - rollouts: Those of its versions, oldest first.
    ///   - outcome: What its trigger ended with; nil where that is not known.
    ///   - task: The pipeline's.
    package init(
        search number: Int, runs: [FoundRun], rollouts: [RolloutRecord], outcome: TriggerRecord.Outcome?,
        task: LearningTask
    ) {
        self.number = number
        self.runs = runs.sorted { $0.run.number < $1.run.number }
        self.rollouts = rollouts
        self.outcome = outcome
        self.task = task
    }

    /// Completed runs that could have been chosen: those with a score.
    package var candidates: [RunRecord] {
        runs.map(\.run).filter { run in
            run.state == .completed && run.score != nil && run.kind != .refit && !run.isCheck && run.kind != .drill
        }
    }

    /// The front.
    ///
    /// - Parameter missing: Why the times of runs are missing that do not have them.
    /// - Returns: All candidates, the best first; nil where there is none.
    package func front(missing: String?) -> SearchFront? {
        let scores = SliceScores(runs.map(\.run), higherIsBetter: task.higherIsBetter)
        let losses: [Double] = candidates.map { scores.loss(of: $0) ?? .infinity }
        let ranked = zip(candidates, losses).sorted { one, other in
            one.1 == other.1 ? one.0.number < other.0.number : one.1 < other.1
        }
        guard !ranked.isEmpty else { return nil }
        var members: [SearchFront.Member] = []
        var costs: [[Double]] = []
        for (run, loss) in ranked {
            guard let score = run.score else { continue }
            let time = run.cost?.answerNanoseconds.map { Self.twoDigits($0 / 1e6) }
            members.append(
                SearchFront.Member(
                    run: run.number, summary: run.summary, score: score, milliseconds: time, bytes: run.bytes))
            costs.append([loss, time ?? .nan, run.bytes.map { Double($0) } ?? .nan])
        }
        let isOnFront = ParetoFront.members(of: costs)
        for place in members.indices { members[place].isOnFront = isOnFront[place] }
        let choice = SearchChoice(members: members, runs: runs, rollouts: rollouts, outcome: outcome, task: task)
        return SearchFront(
            search: number, members: members, chosen: choice.chosen, reason: choice.reason,
            missing: members.contains { $0.milliseconds == nil } ? missing : nil)
    }

    /// So that what no clock tells apart is the same.
    private static func twoDigits(_ value: Double) -> Double {
        guard value.isFinite, value > 0 else { return value }
        var unit = 1.0
        while value < unit * 10 { unit /= 10 }
        while value >= unit * 100 { unit *= 10 }
        return (value / unit).rounded() * unit
    }
}
