/// When labels arrive.
package struct LabelDefinition: Hashable, Codable, Sendable {
    /// From the event's time to the moment its label is known.
    package var delay: TimeSpan
    /// From the event's time to the moment at which an unlabelled prediction expires; at least `delay`.
    package var horizon: TimeSpan

    package init(delay: TimeSpan, horizon: TimeSpan) {
        self.delay = delay
        self.horizon = horizon
    }
}
