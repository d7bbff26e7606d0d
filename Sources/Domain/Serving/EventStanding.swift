/// What the store knows of an event that feedback names.
package struct EventStanding: Hashable, Sendable {
    package var time: Timestamp
    /// Its label; nil while none has come.
    package var label: FieldValue?
    /// Whether a label was taken back: a new one is a correction, however late it comes.
    package var isRetracted: Bool
    /// Its newest reward; nil while none has come.
    package var reward: Reward?

    package init(time: Timestamp, label: FieldValue?, isRetracted: Bool = false, reward: Reward? = nil) {
        self.time = time
        self.label = label
        self.isRetracted = isRetracted
        self.reward = reward
    }
}
