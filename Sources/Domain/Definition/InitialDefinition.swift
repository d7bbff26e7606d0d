/// The first version: trained once from the first labelled rows and served without a canary, as there is nothing to protect.
package struct InitialDefinition: Hashable, Codable, Sendable {
    /// Labelled rows after which version 1 is trained; the baseline serves until then.
    package var rows: Int
    package var learner: Learner
    /// The learner where it is one of the user's own; its settings stand in the middle of their ranges.
    package var program: SearchProgram?
    package var lags: Bool
    package var updates: UpdateMode

    package init(
        rows: Int = 1_000, learner: Learner = .gradientBoosting, lags: Bool = true, updates: UpdateMode = .frozen
    ) {
        self.rows = rows
        self.learner = learner
        self.lags = lags
        self.updates = updates
    }
}
