/// Names a prediction by what it was made for and when, where its number is not at hand.
package struct UnitMoment: Hashable, Sendable {
    package var unit: String
    /// The prediction's own time, as near as it is known.
    package var time: Timestamp

    package init(unit: String, time: Timestamp) {
        self.unit = unit
        self.time = time
    }
}

/// A prediction that a unit and a moment may mean.
package struct UnitMatch: Hashable, Sendable {
    package var event: Int64
    package var time: Timestamp

    package init(event: Int64, time: Timestamp) {
        self.event = event
        self.time = time
    }
}
