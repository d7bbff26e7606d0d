/// A row as a source read it: not yet validated, without its label.
package struct SourceRow: Hashable, Codable, Sendable {
    /// The number of the row in its source, from 1, growing; it is also the event's id.
    package var number: Int64
    /// Nil where the row's own time is missing or malformed.
    package var time: Timestamp?
    /// What sticks to a canary arm; nil where the pipeline names no unit column.
    package var unit: String?
    /// One value a schema column, in the schema's order.
    package var values: [FieldValue]
    /// The whole line where it could not be split into the expected fields, with the reason.
    package var unreadable: String?
    /// What its caller was told already; nil for a row that a source delivered.
    package var served: ServedAnswer?

    package init(
        number: Int64, time: Timestamp?, unit: String?, values: [FieldValue], unreadable: String? = nil,
        served: ServedAnswer? = nil
    ) {
        self.number = number
        self.time = time
        self.unit = unit
        self.values = values
        self.unreadable = unreadable
        self.served = served
    }
}
