/// What a source delivers, in stream order: rows at their event time, labels when they become known.
package enum SourceItem: Hashable, Codable, Sendable {
    case row(SourceRow)
    /// The label of row `number`, known from `time` on. A missing value means that none will come.
    case label(number: Int64, value: FieldValue, time: Timestamp)
    /// A label that takes the place of the one that row `number` had.
    case correction(number: Int64, value: FieldValue, time: Timestamp)
    /// What the prediction for row `number` was worth; `replaces` is what an earlier reward of it added.
    case reward(number: Int64, Reward, replaces: Double, time: Timestamp)
}
