/// An A/B comparison: which outcome of a unit counts, and how it is tested.
package struct SplitDefinition: Hashable, Codable, Sendable {
    package enum Metric: String, Hashable, Codable, Sendable, CaseIterable {
        /// The sum of the rewards that feedback tells of a unit's predictions; a unit without any has 0.
        case reward
        /// The mean loss of what a unit was answered; a unit without labels does not count.
        case loss
    }

    package enum Goal: String, Hashable, Codable, Sendable, CaseIterable {
        case higher
        case lower
    }

    /// The candidate's share of the traffic in percent, above 0 and below 100.
    package var share = 50.0
    package var metric = Metric.reward
    /// Which reward is the better one; a loss is the better the lower.
    package var goal = Goal.higher
    /// The differences that are looked for, in standard deviations of a unit's outcome.
    package var effect = 0.1
    /// How much worse, in the metric's unit, counts as no harm; 0 asks for a candidate that is better.
    package var margin = 0.0
    /// Stream time from a unit's first prediction for which its outcomes count: each unit is read at this age, once.
    package var window = TimeSpan.days(1)
    /// Units of both arms at which a test of fixed horizon looks, once; nil for the sequential test.
    package var fixedUnits: Int?

    package init() {}

    package var wantsHigher: Bool { metric == .reward && goal == .higher }
}
