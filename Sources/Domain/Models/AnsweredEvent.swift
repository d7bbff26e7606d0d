/// An event with what was answered for it; it waits for its label.
package struct AnsweredEvent: Hashable, Sendable {
    package var event: Event
    package var prediction: PredictionRecord

    package init(event: Event, prediction: PredictionRecord) {
        self.event = event
        self.prediction = prediction
    }
}
