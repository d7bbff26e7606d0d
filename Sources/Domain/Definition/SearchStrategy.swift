/// How a search draws its trials, ends them early, and what they may begin from.
package struct SearchStrategy: Hashable, Codable, Sendable {
    package enum Sampler: String, Hashable, Codable, Sendable, CaseIterable {
        case random
        /// A tree-structured Parzen estimator.
        case tpe
        /// Covariance matrix adaptation.
        case cmaes
        case evolution
        /// All of them, the trials going to those that find most.
        case raced
    }

    package enum Stopping: String, Hashable, Codable, Sendable, CaseIterable {
        case none
        /// A trial goes on where it is no worse than the median of those before it.
        case median
        /// Asynchronous successive halving by three: a trial goes on where it is among the best third of those before it.
        case halving
    }

    package var sampler = Sampler.tpe
    package var stopping = Stopping.halving
    /// Held-out stretches of the stream that a trial is judged on, the newest first.
    package var slices = 2
    /// What training may begin from.
    package var starts: [TrialStart] = [.scratch]
    /// Rows after which a training row counts half, to choose from; 0 for all alike.
    package var halfLives: [Int] = [0]
    /// Whether all labelled rows are a window to choose from.
    package var usesWholeHistory = false
    /// Whether the rows since the last drift are a window to choose from.
    package var usesRowsSinceDrift = false
    /// Whether earlier searches are begun from.
    package var remembers = true
    /// Share of the trials that know this search alone, so that what memory saves is measured.
    package var coldShare = 0.2
    package var budget = SearchBudget()
    package var ranges: [SearchRange] = []
    package var ensemble = SearchEnsemble()

    package init() {}
}

/// Whether a search blends its models when its trials are over.
///
/// It does not unless the file asks for it: every version that is a blend takes as much memory as its members together.
package struct SearchEnsemble: Hashable, Codable, Sendable {
    /// The best models that a blend is chosen from, at most; 0 for no blend.
    package var members: Int

    package init(members: Int = 0) {
        self.members = members
    }
}

/// What a search may spend, beyond its trials; nil for no limit.
package struct SearchBudget: Hashable, Codable, Sendable {
    package var wallSeconds: Double?
    package var cpuSeconds: Double?
    /// Of all the pipeline's searches within a day of stream time.
    package var cpuSecondsADay: Double?
    /// Training rows times passes or rounds: the budget that counts in a lockstep replay, too.
    package var rowRounds: Int64?

    package init() {}
}

/// Another range than a learner's own for one of its settings.
package struct SearchRange: Hashable, Codable, Sendable {
    package var learner: Learner
    package var name: String
    /// One value fixes it, two are the ends of a range, more are choices.
    package var values: [Double]

    package init(learner: Learner, name: String, values: [Double]) {
        self.learner = learner
        self.name = name
        self.values = values
    }
}

extension KeyedDecodingContainer {
    /// A definition of an older store blends nothing.
    func decode(_ type: SearchEnsemble.Type, forKey key: Key) throws -> SearchEnsemble {
        try decodeIfPresent(type, forKey: key) ?? SearchEnsemble(members: 0)
    }

    /// A definition of an older store has no strategy: the standard one holds.
    func decode(_ type: SearchStrategy.Type, forKey key: Key) throws -> SearchStrategy {
        try decodeIfPresent(type, forKey: key) ?? SearchStrategy()
    }
}
