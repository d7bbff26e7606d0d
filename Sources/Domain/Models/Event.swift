/// A valid row on its way through the loop, with the target lags that were known when it arrived.
package struct Event: Hashable, Codable, Sendable {
    /// The row's number in its source.
    package var id: Int64
    package var time: Timestamp
    package var unit: String?
    /// One value a schema column.
    package var values: [FieldValue]
    /// One number a configured lag; NaN where the label was not known or there was no such event.
    package var lags: [Double]

    package init(id: Int64, time: Timestamp, unit: String?, values: [FieldValue], lags: [Double]) {
        self.id = id
        self.time = time
        self.unit = unit
        self.values = values
        self.lags = lags
    }
}
