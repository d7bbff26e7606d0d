/// An event with its label: what learners are trained on and gates are scored on.
package struct LabelledEvent: Hashable, Codable, Sendable {
    package var event: Event
    package var truth: Truth

    package init(event: Event, truth: Truth) {
        self.event = event
        self.truth = truth
    }
}
