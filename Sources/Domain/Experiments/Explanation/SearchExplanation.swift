/// What trials tell of their parameters, and what one search had to choose from.
package struct SearchExplanation: Hashable, Codable, Sendable {
    package var basis: ExplanationBasis
    /// Why nothing is said of the parameters; nil where something is.
    package var obstacle: String?
    /// What each parameter explains alone, the greatest share first.
    package var shares: [ParameterShare] = []
    /// What two explain together, the greatest share first.
    package var pairs: [PairShare] = []
    /// Those that were asked for, else the most important ones.
    package var marginals: [ParameterMarginal] = []
    /// The one that was asked for, else the most important one.
    package var surface: PairSurface?
    /// Of the newest search among them that completed a trial.
    package var front: SearchFront?

    package init(basis: ExplanationBasis, obstacle: String? = nil) {
        self.basis = basis
        self.obstacle = obstacle
    }
}

/// Which trials an explanation looks at, and in what they are measured.
package struct ExplanationBasis: Hashable, Codable, Sendable {
    /// Their numbers, ascending.
    package var searches: [Int]
    /// Trials with a score.
    package var trials = 0
    /// Those of them that were stopped early.
    package var stopped = 0
    /// Trials without a score.
    package var failed = 0
    /// Trials that were not drawn from the space as it is now: another learner, or an archived version.
    package var foreign = 0
    package var metric: String
    package var higherIsBetter: Bool
    /// Share of the variance that the forest explains in trials which it did not see; nil where it is not known.
    package var fit: Double?

    package init(searches: [Int], metric: String, higherIsBetter: Bool) {
        self.searches = searches
        self.metric = metric
        self.higherIsBetter = higherIsBetter
    }

    /// Whether values are differences to the middle of each search, as several searches saw different rows.
    package var isRelative: Bool { searches.count > 1 }
}
