/// What the store knows of an event that feedback names.
package struct EventStanding: Hashable, Sendable {
    package var time: Timestamp
    /// Its label; nil while none has come.
    package var label: FieldValue?
    /// Its newest reward; nil while none has come.
    package var reward: Reward?

    package init(time: Timestamp, label: FieldValue?, reward: Reward? = nil) {
        self.time = time
        self.label = label
        self.reward = reward
    }
}
