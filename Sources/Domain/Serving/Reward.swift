/// What a prediction was worth to the business, as feedback tells it.
package struct Reward: Hashable, Codable, Sendable {
    /// In the business metric's own unit.
    package var value: Double
    /// How many predictions it stands for, above 0: 1 ÷ the chance with which its kind is told.
    package var weight: Double
    /// Who told it; nil where nobody said.
    package var source: String?

    package init(value: Double, weight: Double = 1, source: String? = nil) {
        self.value = value
        self.weight = weight
        self.source = source
    }

    /// What it adds to its unit's outcome.
    package var amount: Double { value * weight }
}

/// A reward with its place in the log; a later one of the same event takes the place of the one before.
package struct StoredReward: Hashable, Codable, Sendable {
    package var sequence: Int64
    package var event: Int64
    package var time: Timestamp
    package var reward: Reward
    /// What the one before added; 0 where there was none.
    package var replaces: Double

    package init(sequence: Int64, event: Int64, time: Timestamp, reward: Reward, replaces: Double) {
        self.sequence = sequence
        self.event = event
        self.time = time
        self.reward = reward
        self.replaces = replaces
    }
}
