/// Stops a trial whose best score so far is worse than the median of what others had at the same rung.
///
/// What another had at a rung is the mean of its scores up to it. A decision depends on the reports before it alone, in
/// their order.
///
/// Source: Golovin et al., "Google Vizier: A Service for Black-Box Optimization", KDD 2017, section 3.2.1.
package struct MedianStopping: Hashable, Codable, Sendable {
    /// One trial's reports, summed up.
    private struct Course: Hashable, Codable, Sendable {
        var best = Double.infinity
        var sum = 0.0
        var count = 0
        var rung = -1
    }

    /// How many other trials must have reported at a rung before one is stopped there.
    private let leastOthers: Int
    /// The first rung at which trials are stopped.
    private let firstRung: Int
    private var courses: [Int: Course] = [:]
    private var means: [RungScores] = []

    /// Creates a rule that knows no trial.
    ///
    /// - Parameters:
    ///   - leastOthers: How many other trials must have reported at a rung before one is stopped there.
    ///   - firstRung: The first rung, counted from 0, at which trials are stopped.
    /// - Throws: ``StoppingRuleError`` where one is below 0.
    package init(leastOthers: Int = 4, firstRung: Int = 0) throws(StoppingRuleError) {
        guard leastOthers >= 0 else { throw .count(name: "the number of other trials", leastOthers) }
        guard firstRung >= 0 else { throw .count(name: "the first rung", firstRung) }
        self.leastOthers = leastOthers
        self.firstRung = firstRung
    }

    /// Takes a trial's score at a rung in and says whether it goes on.
    ///
    /// - Parameters:
    ///   - trial: Its number.
    ///   - rung: Counted from 0; above those that the trial reported before.
    ///   - score: The lower the better; one that is not a number stops the trial.
    /// - Returns: Whether it goes on.
    package mutating func decide(trial: Int, rung: Int, score: Double) -> RungDecision {
        var course = courses[trial] ?? Course()
        precondition(rung > course.rung, "MedianStopping.decide needs rungs that rise, got \(rung) for \(trial)")
        course.rung = rung
        course.best = min(course.best, score)
        course.sum += score
        course.count += 1
        courses[trial] = course
        while means.count <= rung { means.append(RungScores()) }
        let others = means[rung]
        means[rung].insert(course.sum / Double(course.count))
        if score.isNaN { return .stop }
        guard rung >= firstRung, others.sorted.count >= leastOthers, let median = others.median else {
            return .continue
        }
        return course.best > median ? .stop : .continue
    }

    /// The worst score with which a trial that comes to a rung now would go on; nil where any would.
    package func bar(at rung: Int) -> Double? {
        guard rung >= firstRung, means.indices.contains(rung), means[rung].sorted.count >= leastOthers else {
            return nil
        }
        return means[rung].median
    }
}
