/// The running comparison of a canary: what the sequential test says now.
package struct RolloutEvidence: Hashable, Codable, Sendable {
    /// One side of an A/B comparison.
    package struct Arm: Hashable, Codable, Sendable {
        package var units: Int
        /// Mean outcome of a unit, in the metric's unit.
        package var mean: Double

        package init(units: Int, mean: Double) {
            self.units = units
            self.mean = mean
        }
    }

    /// Both sides of an A/B comparison.
    package struct Arms: Hashable, Codable, Sendable {
        package var champion: Arm
        package var candidate: Arm

        package init(champion: Arm, candidate: Arm) {
            self.champion = champion
            self.candidate = candidate
        }
    }

    /// Labelled events on which both models were scored; of an A/B comparison the candidate's units.
    package var pairs: Int
    /// Mean loss of the candidate minus that of the champion; below 0 is better.
    ///
    /// Of an A/B comparison the loss in the business metric, in its unit: the gain with the other sign.
    package var difference: Double
    package var lower: Double
    package var upper: Double
    package var verdict: Verdict
    /// What would change the verdict, as one sentence.
    package var flipsIf: String
    /// The loss that counts as no harm; nil in a record of an older store, as all that follows.
    package var bound: Double?
    /// Stream time of the first and of the newest pair.
    package var from: Timestamp?
    package var through: Timestamp?
    /// About how many pairs more at this difference make the verdict a pass; nil where no number of them does.
    package var pairsNeeded: Int?
    /// About how much stream time they take at the rate so far.
    package var timeNeeded: TimeSpan?
    /// Loss that users had from the candidate beyond the champion's: expected extra bad outcomes.
    package var harm: Double?
    /// Set for an A/B comparison alone.
    package var arms: Arms?

    package init(
        pairs: Int, difference: Double, lower: Double, upper: Double, verdict: Verdict, flipsIf: String,
        bound: Double? = nil, from: Timestamp? = nil, through: Timestamp? = nil, pairsNeeded: Int? = nil,
        timeNeeded: TimeSpan? = nil, harm: Double? = nil, arms: Arms? = nil
    ) {
        self.pairs = pairs
        self.difference = difference
        self.lower = lower
        self.upper = upper
        self.verdict = verdict
        self.flipsIf = flipsIf
        self.bound = bound
        self.from = from
        self.through = through
        self.pairsNeeded = pairsNeeded
        self.timeNeeded = timeNeeded
        self.harm = harm
        self.arms = arms
    }

    /// What ``pairs`` counts, for a text.
    package var counted: String { arms == nil ? "pairs" : "units" }

    /// The bytes whose digest stands in a transition: the numbers bit by bit, so that a changed one shows.
    package var canonicalBytes: [UInt8] {
        let numbers = [difference, lower, upper, bound ?? 0, harm ?? 0].map { String($0.bitPattern, radix: 16) }
        let times = [from, through].map { "\($0?.rawValue ?? 0)" }
        return Array((["\(pairs)", verdict.rawValue] + numbers + times).joined(separator: "\u{1f}").utf8)
    }
}
