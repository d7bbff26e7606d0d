/// A prediction that somebody else's server made.
package struct Observation: Hashable, Sendable {
    /// That server's name for it; told twice it counts once.
    package var ownID: String
    /// The version that answered, as its server names it.
    package var version: String
    package var unit: String?
    /// When it was made; nil for the moment at which it is told.
    package var time: Timestamp?
    /// One value a column, in the schema's order.
    package var values: [FieldValue]
    package var output: Output

    package init(
        ownID: String, version: String, unit: String?, time: Timestamp?, values: [FieldValue], output: Output
    ) {
        self.ownID = ownID
        self.version = version
        self.unit = unit
        self.time = time
        self.values = values
        self.output = output
    }
}

/// What became of one observation, after the commit that holds it.
package enum ObservationReply: Hashable, Sendable {
    /// Kept under this number.
    case accepted(Int64)
    /// Known already, under this number.
    case duplicate(Int64)
    /// The pipeline's own models answer; the sentence says what to do.
    case notExternal(String)
    /// It could not be written; told again later it may be.
    case notRecorded(String)
}

/// Under which number an observation is kept.
package struct ObservedName: Hashable, Sendable {
    package var ownID: String
    package var event: Int64

    package init(ownID: String, event: Int64) {
        self.ownID = ownID
        self.event = event
    }
}
