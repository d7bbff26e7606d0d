/// Scores of each version on each task or frozen window, and what they say about forgetting.
///
///     var matrix = ContinualMatrix(taskCount: 3)
///     try matrix.append([0.9, 0.5, 0.4])      // after learning task 0
///     try matrix.append([0.8, 0.9, 0.6])      // after learning task 1
///     matrix.backwardTransfer                 // −0.1: some of task 0 is lost
///
/// Row i is the version trained last on task i, higher scores are better. After T rows the metrics look at the first T
/// tasks; those that compare tasks are nil before the second row.
package struct ContinualMatrix: Hashable, Codable, Sendable {
    package let taskCount: Int
    /// Versions × tasks.
    package private(set) var scores: [[Double]] = []
    private var untrained: [Double]?

    /// - Parameter taskCount: Tasks that every version is scored on, in the order of learning.
    package init(taskCount: Int) {
        self.taskCount = taskCount
    }

    /// Appends the scores of the version trained on the next task.
    ///
    /// - Throws: ``MetricError`` for a row of another length, a score that is not finite, and a row beyond the last task.
    package mutating func append(_ row: [Double]) throws(MetricError) {
        guard scores.count < taskCount else { throw .tooManyRows(most: taskCount) }
        try check(row)
        scores.append(row)
    }

    /// Notes how a model that learned nothing scores, which forward transfer needs.
    ///
    /// - Throws: ``MetricError`` for a row of another length and a score that is not finite.
    package mutating func setUntrained(_ row: [Double]) throws(MetricError) {
        try check(row)
        untrained = row
    }

    /// The newest version's mean score over the tasks so far.
    ///
    /// Source: Lopez-Paz, Ranzato, "Gradient Episodic Memory for Continual Learning", NeurIPS 2017.
    package var averageAccuracy: Double? {
        scores.last.flatMap { newest in mean(scores.indices.map { newest[$0] }) }
    }

    /// What the newest version scores on earlier tasks above what was scored when they were new; negative is forgetting.
    ///
    /// Source: Lopez-Paz, Ranzato 2017.
    package var backwardTransfer: Double? {
        scores.last.flatMap { newest in mean(scores.indices.dropLast().map { newest[$0] - scores[$0][$0] }) }
    }

    /// Backward transfer averaged over all versions, not the newest alone.
    ///
    /// Source: Díaz-Rodríguez et al., "Don't forget, there is more than forgetting", 2018.
    package var backwardTransferOverAllVersions: Double? {
        mean(scores.indices.flatMap { row in (0..<row).map { scores[row][$0] - scores[$0][$0] } })
    }

    /// What each task scores before it is learned above an untrained model's score; nil without that model.
    ///
    /// Source: Lopez-Paz, Ranzato 2017.
    package var forwardTransfer: Double? {
        untrained.flatMap { base in mean(scores.indices.dropFirst().map { scores[$0 - 1][$0] - base[$0] }) }
    }

    /// How far the newest version is below the best earlier one, averaged over the earlier tasks.
    ///
    /// Source: Chaudhry et al., "Riemannian Walk for Incremental Learning", ECCV 2018.
    package var forgetting: Double? {
        guard let newest = scores.last else { return nil }
        let losses = scores.indices.dropLast().map { task in
            scores.dropLast().reduce(-Double.infinity) { max($0, $1[task]) } - newest[task]
        }
        return mean(losses)
    }

    private func check(_ row: [Double]) throws(MetricError) {
        guard row.count == taskCount else { throw .rowLength(expected: taskCount, found: row.count) }
        for (column, score) in row.enumerated() {
            guard score.isFinite else { throw .score(row: scores.count, column: column, score) }
        }
    }

    private func mean(_ values: [Double]) -> Double? {
        values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }
}
