/// What the store knows of an event that feedback names.
package struct EventStanding: Hashable, Sendable {
    package var time: Timestamp
    /// Its label; nil while none has come.
    package var label: FieldValue?

    package init(time: Timestamp, label: FieldValue?) {
        self.time = time
        self.label = label
    }
}
