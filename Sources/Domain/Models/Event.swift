/// A valid row on its way through the loop, with what was known of labels when it arrived.
package struct Event: Hashable, Codable, Sendable {
    /// The row's number in its source.
    package var id: Int64
    package var time: Timestamp
    package var unit: String?
    /// One value a schema column.
    package var values: [FieldValue]
    /// What the pipeline's memory said when the row arrived, as its ``RowMemoryLayout`` orders it; NaN where it knew nothing.
    ///
    /// A target lag is the label of the event so long before. Nothing here changes when more labels become known.
    package var lags: [Double]

    package init(id: Int64, time: Timestamp, unit: String?, values: [FieldValue], lags: [Double]) {
        self.id = id
        self.time = time
        self.unit = unit
        self.values = values
        self.lags = lags
    }
}
