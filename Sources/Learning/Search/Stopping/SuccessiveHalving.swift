/// Lets only the best of those that have reached a rung go on, without waiting for the others.
///
/// One trial in `factor` goes on from each rung, and always the best so far; each rung gives `factor` times the
/// resource of the one before. A decision depends on the reports before it alone, in their order.
///
/// Source: Li et al., "A System for Massively Parallel Hyperparameter Tuning" (ASHA), MLSys 2020, arXiv:1810.05934; the
/// form that stops trials rather than pausing them.
package struct SuccessiveHalving: Hashable, Codable, Sendable {
    /// One trial in so many goes on.
    package let factor: Int
    /// What a trial has been given when it reaches each rung, in any unit; at the last one it is complete.
    package let resources: [Double]
    private var scores: [RungScores]

    /// Creates a rule with its rungs.
    ///
    /// - Parameters:
    ///   - factor: One trial in so many goes on.
    ///   - least: What a trial is given before the first rung.
    ///   - most: What a complete trial is given.
    /// - Throws: ``StoppingRuleError`` where the factor is below 2 or the resources make no rungs.
    package init(factor: Int = 3, least: Double, most: Double) throws(StoppingRuleError) {
        guard factor >= 2 else { throw .factor(factor) }
        guard least > 0, least <= most, most.isFinite else { throw .resource(least: least, most: most) }
        self.factor = factor
        var resources: [Double] = []
        var next = least
        while next < most {
            resources.append(next)
            next *= Double(factor)
        }
        self.resources = resources + [most]
        scores = Array(repeating: RungScores(), count: resources.count)
    }

    /// Takes a trial's score at a rung in and says whether it goes on.
    ///
    /// - Parameters:
    ///   - trial: Its number.
    ///   - rung: Counted from 0; from the last one on there is nothing to stop.
    ///   - score: The lower the better; one that is not a number stops the trial.
    /// - Returns: Whether it goes on: among equal scores all do.
    package mutating func decide(trial: Int, rung: Int, score: Double) -> RungDecision {
        precondition(rung >= 0, "SuccessiveHalving.decide needs a rung from 0, got \(rung) for trial \(trial)")
        guard scores.indices.contains(rung) else { return .continue }
        scores[rung].insert(score)
        let kept = max(1, scores[rung].sorted.count / factor)
        return score < .infinity && score <= scores[rung].sorted[kept - 1] ? .continue : .stop
    }

    /// The worst score with which a trial that comes to a rung now would go on; nil where any would.
    package func bar(at rung: Int) -> Double? {
        guard scores.indices.contains(rung) else { return nil }
        let sorted = scores[rung].sorted
        let kept = max(1, (sorted.count + 1) / factor)
        return kept <= sorted.count ? sorted[kept - 1] : nil
    }
}
