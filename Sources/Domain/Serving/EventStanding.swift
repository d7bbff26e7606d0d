/// What the store knows of an event that feedback names.
package struct EventStanding: Hashable, Sendable {
    package var time: Timestamp
    /// Its label; nil while none has come.
    package var label: FieldValue?
    /// Whether a label was taken back: a new one is a correction, however late it comes.
    package var isRetracted: Bool
    /// Its newest reward; nil while none has come.
    package var reward: Reward?
    /// What each source says, where that was told.
    package var votes: [LabelVote]
    /// Why the row is not among the events; nil where it is.
    package var quarantine: Quarantine?

    /// A row that broke a rule and was not released.
    package struct Quarantine: Hashable, Sendable {
        package var row: Int64
        package var isDropped: Bool
        /// `range: temp is 0.0, allowed is 200.0 to 350.0`.
        package var words: String
        /// Whether there is an event in it that can be put back.
        package var isReadable: Bool

        package init(row: Int64, isDropped: Bool, words: String, isReadable: Bool = true) {
            self.row = row
            self.isDropped = isDropped
            self.words = words
            self.isReadable = isReadable
        }
    }

    package init(
        time: Timestamp, label: FieldValue?, isRetracted: Bool = false, reward: Reward? = nil, votes: [LabelVote] = [],
        quarantine: Quarantine? = nil
    ) {
        self.time = time
        self.label = label
        self.isRetracted = isRetracted
        self.reward = reward
        self.votes = votes
        self.quarantine = quarantine
    }
}
