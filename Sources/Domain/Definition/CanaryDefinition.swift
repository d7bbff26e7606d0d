/// How a candidate takes over, and who says yes.
package struct CanaryDefinition: Hashable, Codable, Sendable {
    package enum Approval: String, Hashable, Codable, Sendable, CaseIterable {
        /// No person is asked.
        case automatic
        /// A person approves the promotion.
        case promotion
        /// A person approves each step and the promotion.
        case everyStep = "every-step"
    }

    package enum DeadlineAction: String, Hashable, Codable, Sendable, CaseIterable {
        /// A person decides.
        case hold
        /// What has not shown in all that time that it does no harm goes.
        case rollBack = "roll-back"
    }

    /// Shares of the traffic in percent, growing; a last 100 is the promotion itself.
    package var steps: [Double]
    package var approval: Approval
    /// Labelled pairs that a step needs at least.
    package var minimumPairs: Int
    /// Stream time that a step takes at least.
    package var minimumTime: TimeSpan
    /// Stream time after which an undecided step is held.
    package var maximumTime: TimeSpan
    /// Stream time after which a canary that has no verdict ends or is held as a whole.
    package var deadline: TimeSpan
    /// What happens then.
    package var atDeadline: DeadlineAction
    /// Labelled events for which the old champion stays loaded after a promotion; ``CanaryGuards/bakeTime`` beside it.
    package var bakePairs: Int
    /// Loss, on the loss scale 0–1, that counts as no harm.
    package var margin: Double
    /// Loss at which a proven harm ends a canary before its minimum of pairs.
    package var criticalMargin: Double
    /// Chance, over the whole attempt, that an equal candidate is called harmful (and that a harmful one passes).
    package var alpha: Double
    package var guards: CanaryGuards
    package var exposure: CanaryExposure

    package init(
        steps: [Double] = [5, 25, 50, 100], approval: Approval = .promotion, minimumPairs: Int = 200,
        minimumTime: TimeSpan = .hours(1), maximumTime: TimeSpan = .days(3), deadline: TimeSpan = .days(7),
        atDeadline: DeadlineAction = .hold, bakePairs: Int = 200, margin: Double = 0.02, criticalMargin: Double = 0.05,
        alpha: Double = 0.05, guards: CanaryGuards = CanaryGuards(), exposure: CanaryExposure = CanaryExposure()
    ) {
        self.steps = steps
        self.approval = approval
        self.minimumPairs = minimumPairs
        self.minimumTime = minimumTime
        self.maximumTime = maximumTime
        self.deadline = deadline
        self.atDeadline = atDeadline
        self.bakePairs = bakePairs
        self.margin = margin
        self.criticalMargin = criticalMargin
        self.alpha = alpha
        self.guards = guards
        self.exposure = exposure
    }
}
